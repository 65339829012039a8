import {ReactiveElement, type PropertyDeclarations, type PropertyValues} from '@lit/reactive-element';
import {SmartMessagingError} from '../protocol/errors.js';
import {download, read} from './files.js';
import {detailsStyles} from './details-styles.js';
import {FrameSchedule} from './frame-schedule.js';
import {frameStyles} from './frame-styles.js';
import {listStyles} from './list-styles.js';
import {MessageEvents} from './message-events.js';
import {Recording} from '../transcript/recording.js';
import {loadKnownValues} from '../transcript/redact.js';
import {Texts, type InspectorTexts} from './texts.js';
import {readTranscript, type Transcript} from '../transcript/transcript.js';
import {InspectorView} from './view.js';

const defaultLimit = 10_000;

/**
 * Shows the messages between EHR and apps as they pass, for developers and support: requests with their answers, how long
 * they took, and what was refused and why. It shows patients' data to whoever sees the page. Nothing is sent anywhere and
 * nothing is logged; what leaves the page is the transcript that somebody downloads, redacted unless `redact` is `off`.
 *
 * @tag smart-message-inspector
 * @slot empty - Replaces the text shown while there are no messages.
 * @csspart toolbar - The filter and the buttons.
 * @csspart search - The field for a text to look for.
 * @csspart select - The choices of direction, type and outcome.
 * @csspart button - A button.
 * @csspart count - How many messages there are, or are shown.
 * @csspart status - What has just happened, such as a transcript that could not be read.
 * @csspart list - The list of messages.
 * @csspart header - The list's header.
 * @csspart row - A row of the list: a request with its answers. It also has the part `waiting`, `answered`, `refused` or `failed`.
 * @csspart empty - What stands in the place of the list when it is empty.
 * @csspart details - What is shown of the selected row.
 * @csspart tree - The content of its messages.
 * @cssprop --smart-inspector-accent - Colour of the focus and of what is selected.
 * @cssprop --smart-inspector-line - Colour of lines.
 * @cssprop --smart-inspector-problem - Colour of what is refused or has failed.
 * @cssprop --smart-inspector-mono - Font of types and payloads.
 * @cssprop --smart-inspector-row-size - Height of a row. Default: 1.875rem.
 * @cssprop --smart-inspector-narrow-row-size - The same in little room, where a row has two lines. Default: 3.25rem.
 * @cssprop --smart-inspector-details-size - Width of the details beside the list. Default: 45%.
 */
export class SmartMessageInspector extends ReactiveElement {
  static override readonly styles = [frameStyles, listStyles, detailsStyles];

  static override readonly properties: PropertyDeclarations = {
    htmlFor: {attribute: 'for'},
    target: {attribute: false},
    paused: {type: Boolean, reflect: true},
    redact: {},
    limit: {type: Number},
    texts: {attribute: false},
  };

  /** The id of the element whose messages are shown, and of those in it; it may come later. In the same document or shadow tree. Default: none, everything in the document. */
  htmlFor: string | undefined;
  /** Whose messages are shown, instead of what `for` names: an element, a shadow root, another document. Default: none. */
  target: EventTarget | undefined;
  /** Messages that come are not recorded: they are lost. Default: false. */
  paused = false;
  /** `off`: transcripts have everything in them, patients' data as well. Else names, ids, dates, numbers and free text are masked. Default: `on`. */
  redact: 'on' | 'off' | undefined;
  /** Messages that are kept, the oldest go; together 64 Mi characters at most. Default: 10000. */
  limit = defaultLimit;
  /** Translations by the English text, as the type `InspectorTexts` lists them. Replacing them resets filter and selection. Default: English. */
  texts: InspectorTexts = {};

  readonly #recording = new Recording(defaultLimit);
  readonly #events = new MessageEvents(
    this.#recording,
    (event) => this.#shows(event),
    () => this.#schedule?.request(),
  );
  #texts = new Texts(this.texts);
  #schedule: FrameSchedule | undefined;
  #view: InspectorView | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void loadKnownValues();
    this.#listen();
    this.#schedule = new FrameSchedule(this, () => this.#render());
    this.#schedule.request();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#events.stop();
    this.#schedule?.stop();
    this.#schedule = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('limit')) this.#recording.limit = this.limit >= 1 ? this.limit : defaultLimit;
    if (this.isConnected && this.texts !== this.#texts.translations) this.#build(this.renderRoot as DocumentFragment);
    if (this.isConnected && (changed.has('htmlFor') || changed.has('target'))) this.#listen();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#build(root as DocumentFragment);
    return root;
  }

  #build(root: DocumentFragment): void {
    // Where style sheets cannot be constructed, Lit's stand in the tree.
    for (const child of [...root.children]) if (child.localName !== 'style') child.remove();
    this.#texts = new Texts(this.texts);
    this.#view = new InspectorView(root, this.#recording, this.#texts, {
      onChange: () => this.#schedule?.request(),
      onPause: () => this.#togglePause(),
      onClear: () => {
        this.clear();
        this.#view?.say(this.#texts.get('Cleared.'), true);
      },
      onDownload: () => download(this.exportTranscript()),
      onUpload: (file) => void this.#upload(file),
    });
  }

  protected override updated(): void {
    this.#schedule?.request();
  }

  /** Forgets all messages. */
  clear(): void {
    this.#recording.clear();
    this.#changed();
  }

  /** What is kept, filtered out or not, as a transcript that `importTranscript()` and `replayTranscript()` take. Redacted unless `redact` is `off`; the lists of statuses, types and codes that may stay are loaded when the element comes onto the page. */
  exportTranscript(): Transcript {
    return this.#recording.export(this.redact !== 'off');
  }

  /**
   * Shows a transcript, given as an object or as its JSON text, instead of what there was, and pauses, so that no messages of
   * the page get into it.
   *
   * @throws {SmartMessagingError} `invalid-request` when it is no transcript; then nothing changes.
   */
  importTranscript(value: unknown): void {
    const transcript = readTranscript(value);
    this.paused = true;
    this.#recording.import(transcript);
    this.#changed();
  }

  #listen(): void {
    const tree = this.htmlFor ? this.getRootNode() : this.ownerDocument;
    this.#events.listen(this.target ?? tree);
  }

  #shows(event: Event): boolean {
    if (this.paused) return false;
    if (this.target || !this.htmlFor) return true;
    // Looked for on the event's way, and not before: frameworks replace elements, or bring them later.
    const tree = this.getRootNode();
    return event
      .composedPath()
      .some((node) => node instanceof Element && node.id === this.htmlFor && node.getRootNode() === tree);
  }

  #changed(): void {
    this.#view?.clear();
    this.#schedule?.request();
  }

  #render(): void {
    this.#view?.render({isPaused: this.paused, isRedacting: this.redact !== 'off'});
  }

  #togglePause(): void {
    this.paused = !this.paused;
    const text = this.#texts.get(this.paused ? 'Paused. Messages are not recorded.' : 'Messages are recorded.');
    this.#view?.say(text, true);
  }

  async #upload(file: File): Promise<void> {
    try {
      this.importTranscript(await read(file));
      const messages = this.#texts.counted(this.#recording.messages, '{n} message', '{n} messages');
      this.#view?.say(this.#texts.get('{messages} of {file}. Recording is paused.', {messages, file: file.name}));
    } catch (error) {
      if (!(error instanceof SmartMessagingError)) throw error;
      this.#view?.say(error.message);
    }
  }
}
