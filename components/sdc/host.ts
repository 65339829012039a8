import type {RequestOptions} from '../channel/types.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {isText, type JsonObject} from '../protocol/json.js';
import {refusal} from '../protocol/refusals.js';
import type {SmartAppFrame} from '../smart-app-frame/smart-app-frame.js';
import {SdcController, done, missing} from './controller.js';
import type {SdcHostEventMap} from './events.js';
import {FormDraft, same} from './form-draft.js';
import {isOfOther, subjectOf} from './identity.js';
import type {Questionnaire, QuestionnaireResponse, SdcConfiguration, SdcContext, SdcForm} from './messages.js';
import {
  answerError,
  present,
  readConfiguration,
  readExtraction,
  readForm,
  readTexts,
  type SdcExtraction,
} from './readers.js';
import {RendererSync, type Wanted} from './renderer-sync.js';
import {RendererState} from './renderer-state.js';

/** What a host may set, at once or one by one. Plain JSON data; to change something, assign another object. */
export interface SdcHostSettings extends SdcForm<Questionnaire | string>, SdcConfiguration {
  context?: SdcContext;
}

/**
 * The host's side of SDC SMART Web Messaging (protocol section 8) on a `<smart-app-frame>` with the scope `messaging/sdc`.
 * Set what is to be shown, and the renderer in the frame is told in the order that renderers insist on: handshake,
 * configure, configureContext, display; all of it after each reload, otherwise only what has changed. What is set in
 * one task is told in one go; what is set meanwhile is told afterwards, the latest only. One host for a frame.
 *
 * It answers the renderer after all listeners of the page, whether they were added before or later. Where one of them answers,
 * refuses or throws, the host takes nothing.
 *
 * Events: `response-change` and `focus-change` by the renderer, `restore` when the answers are, or could not be,
 * shown again in a new document, `error` when the renderer refused something or did not answer.
 *
 * ```ts
 * const host = new SdcHost(frame, {questionnaire, context: {subject: {reference: 'Patient/1'}}});
 * host.addEventListener('response-change', ({detail}) => detail.stale || save(detail.questionnaireResponse));
 * ```
 *
 * It has the shape of a Lit reactive controller (`addController(host)`), and needs no Lit.
 */
export class SdcHost extends SdcController<SdcHostEventMap, SmartAppFrame> {
  /** For whom, by whom, at which occasion; replaces all that the renderer knew of it. */
  declare context: SdcContext | null | undefined;
  /** Base URL of a terminology server that the renderer may use. */
  declare terminologyServer: string | null | undefined;
  /** Base URL of a FHIR server that the renderer may use. */
  declare dataServer: string | null | undefined;
  /** What this particular renderer wants to know besides. */
  declare configuration: object | null | undefined;

  static {
    for (const name of ['context', 'terminologyServer', 'dataServer', 'configuration'] as const) {
      Object.defineProperty(this.prototype, name, {
        get(this: SdcHost) {
          return this.#settings[name];
        },
        set(this: SdcHost, value: never) {
          this.#settings[name] = value;
          this.#sync.requestSync();
        },
      });
    }
  }

  readonly #sync: RendererSync = new RendererSync({
    element: this.element,
    listens: () => this.listening !== undefined,
    wanted: () => this.#wanted(),
    displayed: (error) => this.#displayed(error),
    failed: (error) => void this.tell('error', {error}),
    request: (...parameters) => this.request(...parameters),
    attempt: (...parameters) => this.attempt(...parameters),
  });
  readonly #draft = new FormDraft();
  readonly #settings: Omit<SdcHostSettings, keyof SdcForm> = {};
  /** What a document that is gone had, and no other shows yet. */
  #lost: QuestionnaireResponse | undefined;

  constructor(frame: SmartAppFrame, settings: SdcHostSettings = {}) {
    super(frame);
    Object.assign(this, settings);
    this.hostConnected();
  }

  /** Resolves once the renderer has been told everything set so far: whether it took it all. Waits for one that is not there yet. */
  get updateComplete(): Promise<boolean> {
    return this.#sync.updateComplete;
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#sync.stop();
  }

  /**
   * What is to be filled in: a Questionnaire, or its canonical URL where the renderer can resolve that. Another one goes
   * without the present answers, unless they are assigned anew or name it.
   */
  get questionnaire(): Questionnaire | string | undefined {
    return this.#draft.questionnaire;
  }

  set questionnaire(value: Questionnaire | string | null | undefined) {
    if (same(value ?? undefined, this.questionnaire)) return;
    this.#draft.questionnaire = value ?? undefined;
    this.#sync.requestSync();
  }

  /**
   * The answers: those that were assigned or, once there are some, the latest of the renderer's. To assign what came from
   * the renderer, or the same as before, changes nothing; `reset()` undoes what has been typed. They go when the `context` has
   * another subject, unless they are assigned anew or are of that one.
   */
  get questionnaireResponse(): QuestionnaireResponse | undefined {
    return this.#draft.response;
  }

  set questionnaireResponse(value: QuestionnaireResponse | null | undefined) {
    this.#draft.response = value ?? undefined;
    this.#sync.requestSync();
  }

  /** Shows the form again as it was assigned, without what has been typed since. */
  reset(): void {
    this.#settle();
    this.#draft.reset();
    if (this.#sync.told) this.#sync.told.form = undefined;
    this.#sync.requestSync();
  }

  /**
   * Asks the renderer for the answers as they are now, once it shows what was set. Time-out and signal count from then on.
   *
   * @throws {SmartMessagingError} `refused`, `invalid-response` also for answers that are not provably about that form and
   *   subject, `unavailable` where nothing is shown, and what the frame's `request()` throws.
   */
  async requestCurrentQuestionnaireResponse(options?: RequestOptions): Promise<QuestionnaireResponse> {
    const messageType = 'sdc.requestCurrentQuestionnaireResponse';
    const {answer, isCurrent, asked} = await this.#sync.ask(messageType, options);
    const {questionnaireResponse} = readForm(answer);
    if (!questionnaireResponse) throw answerError('invalid-response', messageType, answer);
    if (this.#isOther(questionnaireResponse, asked)) throw foreign(messageType, answer);
    if (isCurrent) this.#receive(questionnaireResponse);
    return questionnaireResponse;
  }

  /**
   * Has the renderer extract resources from the form that it shows, or from the one that is given.
   *
   * @throws {SmartMessagingError} as `requestCurrentQuestionnaireResponse()`.
   */
  async requestExtract(form: SdcForm = {}, options?: RequestOptions): Promise<SdcExtraction> {
    return (await this.#sync.ask('sdc.requestExtract', options, form, readExtraction)).answer;
  }

  /**
   * Has the renderer fill in what it can find out from the context. Not in the profile; some renderers do it.
   *
   * @throws {SmartMessagingError} as `requestCurrentQuestionnaireResponse()`.
   */
  async requestPrepopulate(options?: RequestOptions): Promise<void> {
    await this.#sync.ask('sdc.requestPrepopulate', options);
  }

  /**
   * Tells the renderer that the form is about to be closed.
   *
   * @throws {SmartMessagingError} `refused` where the renderer, or the person, does not want that.
   */
  async done(options?: RequestOptions): Promise<void> {
    await this.request('ui.done', {}, options);
  }

  protected override begin(listening: AbortSignal): void {
    this.on('smart-connect', () => this.#sync.setPeer(new RendererState()));
    this.on('smart-disconnect', () => {
      if (this.#sync.told?.form) this.#lost = this.#draft.form.questionnaireResponse;
      this.#sync.setPeer(undefined);
    });
    this.on('smart-state-change', ({detail: {state}}) => {
      if (state === 'unresponsive' || state === 'closed') this.#sync.giveUp();
      if (state === 'unresponsive') this.#displayed(new SmartMessagingError('timeout', 'The renderer shows no form.'));
    });
    // Without the check everything else works.
    void import('./scope-check.js')
      .then(({watchScope}) => watchScope(this.element, (error) => this.tell('error', {error}), listening))
      .catch(() => undefined);
    this.serve(changedResponse, (payload) => this.#responseChanged(payload));
    this.serve(changedFocus, ({linkId, focus_field: focusField}) => {
      if (!isText(linkId)) return missing(changedFocus);
      this.tell('focus-change', {linkId, focusField: isText(focusField) ? focusField : undefined});
      return done;
    });
    // A document that is there already may show the form of a host before.
    this.#sync.setPeer(this.element.state === 'connected' ? new RendererState(true) : undefined);
  }

  #wanted(): Wanted {
    this.#settle();
    const {context} = this;
    const {form, named} = this.#draft;
    const subject = subjectOf(context) ?? named;
    return {configuration: readConfiguration(this), context: present({context}), form, subject};
  }

  #displayed(error: SmartMessagingError | undefined): void {
    const {questionnaireResponse} = this.#draft.form;
    const isLost = questionnaireResponse && this.#lost === questionnaireResponse;
    if (!isLost || !error) this.#lost = undefined;
    if (isLost) this.tell('restore', {questionnaireResponse, restored: !error, error});
  }

  /** Base URL of the server that relative references are on. */
  get #server(): string | undefined {
    return [this.dataServer, this.element.iss].find(isText);
  }

  #settle(): void {
    if (!this.#draft.settle(this.context, this.#server)) return;
    this.#sync.told?.discard();
    this.#sync.requestSync();
  }

  /** Whether a response names a form or a subject that is not provably the one of that time. */
  #isOther(response: QuestionnaireResponse, {form, subject}: Pick<Wanted, 'form' | 'subject'>): boolean {
    return isOfOther(response, form, subject, this.#server);
  }

  /** Takes over what the renderer has, unless it is of a form that is on its way out, or of another form or subject. */
  #receive(response: QuestionnaireResponse): boolean {
    const {told} = this.#sync;
    const wanted = this.#wanted();
    if (!told?.isAbout(wanted.form) || this.#isOther(response, wanted)) return false;
    this.#draft.receive(response);
    told.form = this.#draft.form;
    return true;
  }

  #responseChanged({changedLinkIds, changedPaths, ...payload}: JsonObject): object {
    const {questionnaireResponse} = readForm(payload);
    if (!questionnaireResponse) return missing(changedResponse);
    const stale = !this.#receive(questionnaireResponse);
    const isTaken = this.tell('response-change', {
      questionnaireResponse,
      stale,
      changedLinkIds: readTexts(changedLinkIds),
      changedPaths: readTexts(changedPaths),
    });
    return isTaken ? done : failed;
  }
}

const changedResponse = 'sdc.ui.changedQuestionnaireResponse';
const changedFocus = 'sdc.ui.changedFocus';

const failed = refusal(changedResponse, 500, 'The host failed to take the answers.');

const foreign = (messageType: string, payload: object): SmartMessagingError =>
  new SmartMessagingError(
    'invalid-response',
    `The answer to ${messageType} names another form or subject than the one that is shown. Do not store it for this one.`,
    {messageType, payload},
  );
