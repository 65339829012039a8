import type {SmartMessagingError} from '../protocol/errors.js';
import {isText, type JsonObject} from '../protocol/json.js';
import type {SmartMessagingContext} from '../smart-messaging-context/smart-messaging-context.js';
import {SdcController, done, missing} from './controller.js';
import type {SdcRendererEventMap} from './events.js';
import type {
  Questionnaire,
  QuestionnaireResponse,
  SdcCatalog,
  SdcChange,
  SdcConfiguration,
  SdcContext,
  SdcForm,
} from './messages.js';
import {answers, subjectOf, type Shown} from './identity.js';
import {Outbox} from './outbox.js';
import {mergeContext, present, readConfiguration, readContext, readForm} from './readers.js';
import type {SdcRendererOptions} from './renderer-options.js';

/** What the host is answered, and when the next display may begin. */
type Displaying = [answer: object | Promise<object>, over?: Promise<unknown>];

type Serve = (payload: JsonObject) => object | Promise<object>;

/**
 * The renderer's side of SDC SMART Web Messaging (protocol section 8) on a `<smart-messaging-context>`: holds what the
 * host wants to be shown, answers it, and tells it of changes. Make it before the element connects: what it can do
 * goes into the handshake.
 *
 * Events: `change`: the renderer's state changed, by the host or by the app; `error`: the host refused something, did not
 * answer, or did not take it for a long time, or a function of the page's failed. What the host refuses for now, because it is
 * busy, is sent again until it arrives or the connection ends; the latest answers count. After a server error it is sent three
 * times more. The last answers to an earlier form are given up where they name neither another form nor another subject.
 *
 * ```ts
 * const renderer = new SdcRenderer(element, {application: {name: 'My forms'}, display: (form) => render(form)});
 * form.addEventListener('input', () => renderer.notifyResponseChanged(form.response));
 * ```
 *
 * It has the shape of a Lit reactive controller (`addController(renderer)`), and needs no Lit.
 */
export class SdcRenderer extends SdcController<SdcRendererEventMap, SmartMessagingContext> {
  readonly #options: SdcRendererOptions;
  readonly #report = (error: SmartMessagingError): unknown => this.tell('error', {error});
  readonly #focus = this.#outbox('sdc.ui.changedFocus');
  /** Another one for each form. */
  #changes = this.#outbox(changedResponse);
  /** Those of earlier forms whose last answers have not arrived. */
  readonly #late: Outbox[] = [];
  #form: SdcForm = {};
  /** As the host named it when it sent the form. */
  #subject: unknown;
  #context: SdcContext = {};
  #configuration: SdcConfiguration = {};
  /** One display after the other, and what asks for the form behind them. */
  #shown: Promise<unknown> = Promise.resolve();
  #displays = 0;
  /** Those that wait for a Questionnaire, or behind one that does. */
  #resolving = 0;
  /** How many have come: a newer one need not wait for the Questionnaire of an older one. */
  #forms = 0;

  constructor(element: SmartMessagingContext, options: SdcRendererOptions = {}) {
    const {application, capabilities, extract} = options;
    super(element, {
      ...present({application}),
      capabilities: {extraction: !!extract, focusChangeNotifications: true, ...capabilities},
    });
    this.#options = options;
    this.hostConnected();
  }

  /** What is to be filled in; `undefined` where the host has sent a response only, and it contains none. */
  get questionnaire(): Questionnaire | undefined {
    return this.#form.questionnaire;
  }

  /** The answers: those that the host has sent, or what the app has told since. */
  get questionnaireResponse(): QuestionnaireResponse | undefined {
    return this.#form.questionnaireResponse;
  }

  /** For whom, by whom, at which occasion; what came with a form is merged into it, `launchContext` by name. */
  get context(): SdcContext {
    return this.#context;
  }

  /** Servers to use, and what else the host has configured. */
  get configuration(): SdcConfiguration {
    return this.#configuration;
  }

  /**
   * Tells the host of the answers, and which of them have changed. Call it as often as you like: one is on its way at
   * a time, and of those that come meanwhile the latest follows.
   */
  notifyResponseChanged(questionnaireResponse: QuestionnaireResponse, change: SdcChange = {}): void {
    this.#form = {...this.#form, questionnaireResponse};
    this.#changes.put({questionnaireResponse, ...change});
    this.tell('change', {by: 'app'});
    this.#flush();
  }

  /** Tells the host which item, and which field of it, has the focus. As often as you like, too. */
  changeFocus(linkId: string, focusField?: string): void {
    this.#focus.put({linkId, focus_field: focusField});
    this.#flush();
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#halt();
  }

  protected override begin(): void {
    const {extract, prepopulate} = this.#options;
    const configure: Serve = (payload) => this.#set(() => (this.#configuration = readConfiguration(payload)));
    const configureContext: Serve = (payload) => this.#set(() => (this.#context = readContext(payload)));
    this.#answer('sdc.configure', configure, readConfiguration);
    this.#answer('sdc.configureContext', configureContext, readContext);
    this.#answer('sdc.displayQuestionnaire', (payload) => this.#take(payload, 'questionnaire'));
    this.#answer('sdc.displayQuestionnaireResponse', (payload) => this.#take(payload, 'questionnaireResponse'));
    this.#answer('sdc.requestCurrentQuestionnaireResponse', async () => {
      const {questionnaireResponse} = await this.#current();
      return questionnaireResponse ? {questionnaireResponse} : missing('sdc.requestCurrentQuestionnaireResponse');
    });
    if (extract) {
      const serve: Serve = async (payload) => extract({...(await this.#current()), ...readForm(payload)});
      this.#answer('sdc.requestExtract', serve, readForm);
    }
    if (prepopulate) {
      this.#answer('sdc.requestPrepopulate', () => this.#shown.then(prepopulate).then(() => done));
    }
    this.on('smart-connect', () => this.#flush());
    this.on('smart-disconnect', () => this.#halt());
    if (this.element.state === 'connected') this.#flush();
  }

  /**
   * Where a function of the page's fails, the host is answered so, and the page is told. A payload of which `read` finds nothing
   * may have names that are not known.
   */
  #answer(messageType: keyof SdcCatalog, serve: Serve, read?: (payload: JsonObject) => object): void {
    this.serve(messageType, async (payload) => {
      try {
        const isUnread = read && !payload['context'] && Object.keys(payload)[0] && !Object.keys(read(payload))[0];
        const refused = isUnread && (await import('./failures.js')).misnamed(messageType, payload);
        return refused || (await serve(payload));
      } catch (cause) {
        return (await import('./failures.js')).failedFunction(messageType, cause, this.#report);
      }
    });
  }

  async #current(): Promise<SdcForm> {
    await this.#shown;
    const questionnaireResponse = await this.#options.currentResponse?.();
    return {...this.#form, ...present<SdcForm>({questionnaireResponse})};
  }

  /** Where a host sends a canonical URL, that is resolved first; what it sends meanwhile is taken after that. */
  #take(payload: JsonObject, needed: keyof SdcForm): object | Promise<object> {
    const form = readForm(payload);
    const {resolve} = this.#options;
    const {questionnaire: canonical} = payload;
    const isUnresolved = isText(canonical) && !form.questionnaire && !!(resolve ?? needed === 'questionnaire');
    if (isUnresolved || form.questionnaire) this.#forms++;
    const number = this.#forms;
    if (!this.#resolving && !isUnresolved) {
      const [answer, over] = this.#display(form, payload, needed, this.#shown);
      if (over) this.#shown = over;
      return answer;
    }
    this.#resolving++;
    const taken = this.#shown
      .then(async (): Promise<Displaying> => {
        const refused =
          isUnresolved &&
          (await (await import('./canonical.js')).complete(form, canonical, resolve, () => number < this.#forms));
        return refused ? [refused] : this.#display(form, payload, needed, Promise.resolve());
      })
      .finally(() => this.#resolving--);
    this.#shown = taken.then(([, over]) => over).catch(() => undefined);
    return taken.then(([answer]) => answer);
  }

  #display(sent: SdcForm, payload: JsonObject, needed: keyof SdcForm, after: Promise<unknown>): Displaying {
    if (!sent[needed]) return [missing('sdc.displayQuestionnaire')];
    const {questionnaire} = this;
    const named = sent.questionnaireResponse?.questionnaire;
    // A response that names no questionnaire is one to that which is there.
    const fits = questionnaire && (!named || answers(named, questionnaire, this.#configuration.dataServer));
    const form: SdcForm = fits ? {questionnaire, ...sent} : sent;
    // What was typed into the form before must go ahead of the answer, and what is typed into this one behind it.
    const before = this.#finish(this.#changes, this.#form, this.#subject);
    this.#changes = this.#outbox(changedResponse);
    this.#focus.drop();
    this.#displays++;
    this.#set(() => {
      this.#form = form;
      this.#context = mergeContext(this.#context, readContext(payload, true));
      this.#subject = subjectOf(this.#context) ?? subjectOf(form.questionnaireResponse);
    });
    const shown = after.then(() => this.#options.display?.(form));
    const over = after.then(() => this.#outlast(shown));
    void Promise.all([over, before]).then(() =>
      setTimeout(() => {
        this.#displays--;
        this.#flush();
      }),
    );
    return [Promise.all([shown, before]).then(() => done), over];
  }

  /** Of changes of that form and subject. */
  async #finish(changes: Outbox, ...about: Shown): Promise<void> {
    await changes.finish();
    if (!changes.unsent) return;
    await import('./late-answers.js').then(
      ({sendLate}) =>
        sendLate(changes, about, () => [this.#form, this.#subject, this.#configuration.dataServer], this.#late),
      () => changes.halt(),
    );
  }

  /** Until the form is shown or could not be; or until that takes too long, which is reported. */
  #outlast(shown: Promise<unknown>): Promise<unknown> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(undefined);
        import('./failures.js').then(({overdueDisplay}) => overdueDisplay(this.#report)).catch(() => undefined);
      }, longestDisplay);
      const end = (): void => resolve(clearTimeout(timer));
      shown.then(end, end);
    });
  }

  #set(change: () => unknown): object {
    change();
    this.tell('change', {by: 'host'});
    return done;
  }

  #flush(): void {
    if (this.#displays > 0) return;
    this.#changes.flush();
    this.#focus.flush();
  }

  #halt(): void {
    for (const outbox of [this.#changes, this.#focus, ...this.#late.splice(0)]) outbox.halt();
  }

  #outbox(messageType: keyof SdcCatalog): Outbox {
    return new Outbox({
      attempt: (payload) => this.attempt(messageType, payload),
      isConnected: () => this.element.state === 'connected',
      report: this.#report,
    });
  }
}

const changedResponse = 'sdc.ui.changedQuestionnaireResponse';

/** In milliseconds: what is typed waits no longer for a form to be shown. */
const longestDisplay = 10_000;
