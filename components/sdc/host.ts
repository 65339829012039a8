import type {RequestOptions} from '../channel/types.js';
import {requestEventName} from '../element/event-names.js';
import type {SmartRequestEvent} from '../element/events.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import type {HandshakePayload} from '../protocol/messages.js';
import {refusal} from '../protocol/refusals.js';
import type {SmartAppFrame} from '../smart-app-frame/smart-app-frame.js';
import {SdcEvent, sdcEventTarget, type SdcHostEventMap} from './events.js';
import {FormInHand, same} from './form-in-hand.js';
import type {Questionnaire, QuestionnaireResponse, SdcConfiguration, SdcContext, SdcForm} from './messages.js';
import {
  expectDone,
  invalidAnswer,
  readConfiguration,
  readExtraction,
  readQuestionnaireResponse,
  readTexts,
  type SdcExtraction,
} from './readers.js';
import {Rounds} from './rounds.js';

/** What a host may set, at once or one by one. Plain JSON data; to change something, assign another object. */
export interface SdcHostSettings extends SdcForm, SdcConfiguration {
  context?: SdcContext;
}

/**
 * The host's side of SDC SMART Web Messaging (protocol section 8) on a `<smart-app-frame>` with the scope `messaging/sdc`.
 * Set what is to be shown, and the renderer in the frame is told in the order that renderers insist on: handshake,
 * configure, configureContext, display; all of it after each reload, otherwise only what has changed. What is set in
 * one task is told in one go; what is set meanwhile is told afterwards, the latest only. One host for a frame.
 *
 * Events: `response-change` and `focus-change` by the renderer, `restore` when the answers are, or could not be,
 * shown again in a new document, `error` when the renderer refused something or did not answer.
 *
 * ```ts
 * const host = new SdcHost(frame, {questionnaire, context: {subject: {reference: 'Patient/1'}}});
 * host.addEventListener('response-change', ({detail}) => save(detail.questionnaireResponse));
 * ```
 *
 * It has the shape of a Lit reactive controller (`addController(host)`), and needs no Lit.
 */
export class SdcHost extends sdcEventTarget<SdcHostEventMap>() {
  readonly #frame: SmartAppFrame;
  readonly #hand = new FormInHand();
  readonly #rounds: Rounds;
  #settings: Record<string, unknown> = {};
  #context: SdcContext | undefined;
  #listening = AbortSignal.abort();
  #stop = (): void => undefined;
  /** The present document has answered a handshake of the frame's. */
  #greeted = false;
  /** What a document that is gone had, and no other shows yet. */
  #lost: QuestionnaireResponse | undefined;

  constructor(frame: SmartAppFrame, settings: SdcHostSettings = {}) {
    super();
    this.#frame = frame;
    this.#rounds = new Rounds(frame, {
      wanted: () => {
        this.#hand.settle();
        return {configuration: readConfiguration(this.#settings), context: this.#context, form: this.#hand.form};
      },
      onDisplayed: (error) => this.#restored(error),
      onError: (error) => this.dispatchEvent(new SdcEvent('error', {error})),
    });
    frame.handshakePayload = {protocolVersion: '1.0', ...frame.handshakePayload};
    Object.assign(this, settings);
    this.hostConnected();
  }

  /** What is to be filled in. Another one goes without the present answers, unless they are assigned anew or name it. */
  get questionnaire(): Questionnaire | undefined {
    return this.#hand.questionnaire;
  }

  set questionnaire(value: Questionnaire | null | undefined) {
    if (same(value ?? undefined, this.questionnaire)) return;
    this.#hand.questionnaire = value ?? undefined;
    this.#rounds.touch();
  }

  /**
   * The answers: those that were assigned or, once there are some, the latest of the renderer's. To assign what came from
   * the renderer, or the same as before, changes nothing; `reset()` undoes what has been typed.
   */
  get questionnaireResponse(): QuestionnaireResponse | undefined {
    return this.#hand.response;
  }

  set questionnaireResponse(value: QuestionnaireResponse | null | undefined) {
    this.#hand.assign(value ?? undefined);
    this.#rounds.touch();
  }

  /** For whom, by whom, at which occasion; replaces all that the renderer knew of it. */
  get context(): SdcContext | undefined {
    return this.#context;
  }

  set context(value: SdcContext | null | undefined) {
    this.#context = value ?? undefined;
    this.#rounds.touch();
  }

  /** Base URL of a terminology server that the renderer may use. */
  get terminologyServer(): string | undefined {
    return this.#settings['terminologyServer'] as string | undefined;
  }

  set terminologyServer(terminologyServer: string | null | undefined) {
    this.#configure({terminologyServer});
  }

  /** Base URL of a FHIR server that the renderer may use. */
  get dataServer(): string | undefined {
    return this.#settings['dataServer'] as string | undefined;
  }

  set dataServer(dataServer: string | null | undefined) {
    this.#configure({dataServer});
  }

  /** What this particular renderer wants to know besides. */
  get configuration(): object | undefined {
    return this.#settings['configuration'] as object | undefined;
  }

  set configuration(configuration: object | null | undefined) {
    this.#configure({configuration});
  }

  /** What the renderer's handshake said, such as `application` and `capabilities`; empty before it. */
  get renderer(): HandshakePayload {
    return {...this.#frame.capabilities, ...this.#rounds.told?.greeting};
  }

  /** Resolves once the renderer has been told everything set so far: whether it took it all. Waits for one that is not there yet. */
  get updateComplete(): Promise<boolean> {
    return this.#rounds.inStep;
  }

  /** Begins to listen to the frame. The constructor does it, too. */
  hostConnected(): void {
    if (!this.#listening.aborted) return;
    const controller = new AbortController();
    const {signal} = controller;
    this.#listening = signal;
    this.#stop = () => controller.abort();
    const frame = this.#frame;
    const serve = (messageType: string, take: (payload: JsonObject) => boolean): void => {
      const name = requestEventName(messageType) as 'smart-request';
      frame.addEventListener(name, (event) => serveWith(event, take), {signal});
    };
    frame.addEventListener('smart-connect', () => this.#rounds.begin(this.#greeted), {signal});
    frame.addEventListener('smart-disconnect', () => this.#disconnected(), {signal});
    frame.addEventListener(
      'smart-state-change',
      ({detail}) => {
        if (detail.state === 'unresponsive')
          this.#restored(new SmartMessagingError('timeout', 'The renderer has not come back.'));
      },
      {signal},
    );
    frame.addEventListener(
      'smart-message',
      ({detail: {direction, outcome, message}}) => {
        // Before the connection is there, nothing but a handshake can have been answered.
        if (frame.state === 'connected' || direction === 'out' || outcome === 'rejected') return;
        this.#greeted ||= isRecord(message) && isText(message['responseToMessageId']);
      },
      {signal},
    );
    serve('sdc.ui.changedQuestionnaireResponse', (payload) => this.#responseChanged(payload));
    serve('sdc.ui.changedFocus', ({linkId, focus_field: focusField}) => {
      if (!isText(linkId)) return false;
      return this.dispatchEvent(new SdcEvent('focus-change', {linkId, ...(isText(focusField) && {focusField})}));
    });
    if (frame.state === 'connected') this.#rounds.begin(false);
  }

  /** Ends the listening; the renderer keeps what it shows. Requests that wait for the form are rejected with `aborted`. */
  hostDisconnected(): void {
    this.#stop();
    this.#greeted = false;
    this.#lost = undefined;
    this.#rounds.end(true);
  }

  /** The same as `hostDisconnected()`, for pages without Lit. */
  dispose(): void {
    this.hostDisconnected();
  }

  /** Shows the form again as it was assigned, without what has been typed since. */
  reset(): void {
    this.#hand.settle();
    this.#hand.reset();
    if (this.#rounds.told) this.#rounds.told.form = undefined;
    this.#rounds.touch();
  }

  /**
   * Asks the renderer for the answers as they are now, once it shows what was set.
   *
   * @throws {SmartMessagingError} `refused`, `invalid-request` where nothing is shown, and what the frame's `request()` throws.
   */
  async requestQuestionnaireResponse(options: RequestOptions = {}): Promise<QuestionnaireResponse> {
    const messageType = 'sdc.requestCurrentQuestionnaireResponse';
    const {answer, displays} = await this.#rounds.ask(messageType, {}, options, this.#listening);
    const response = readQuestionnaireResponse(answer);
    if (!response) throw invalidAnswer(messageType, expectDone(messageType, answer), 'questionnaireResponse');
    if (displays === this.#rounds.told?.displays) this.#receive(response);
    return response;
  }

  /**
   * Has the renderer extract resources from the form that it shows, or from the one that is given.
   *
   * @throws {SmartMessagingError} as `requestQuestionnaireResponse()`.
   */
  async requestExtract(form: SdcForm = {}, options: RequestOptions = {}): Promise<SdcExtraction> {
    return readExtraction(await this.#ask('sdc.requestExtract', form, options));
  }

  /**
   * Has the renderer fill in what it can find out from the context. Not in the profile; some renderers do it.
   *
   * @throws {SmartMessagingError} as `requestQuestionnaireResponse()`.
   */
  async requestPrepopulate(options: RequestOptions = {}): Promise<void> {
    const messageType = 'sdc.requestPrepopulate';
    expectDone(messageType, await this.#ask(messageType, {}, options));
  }

  /**
   * Tells the renderer that the form is about to be closed.
   *
   * @throws {SmartMessagingError} `refused` where the renderer, or the person, does not want that.
   */
  async done(options: RequestOptions = {}): Promise<void> {
    expectDone('ui.done', await this.#frame.request('ui.done', {}, options));
  }

  async #ask(messageType: string, payload: object, options: RequestOptions): Promise<object> {
    return (await this.#rounds.ask(messageType, payload, options, this.#listening)).answer;
  }

  #configure(change: object): void {
    this.#settings = {...this.#settings, ...change};
    this.#rounds.touch();
  }

  #disconnected(): void {
    if (this.#rounds.told?.form) this.#lost = this.#hand.form.questionnaireResponse;
    this.#greeted = false;
    this.#rounds.end(false);
  }

  #restored(error: SmartMessagingError | undefined): void {
    const {questionnaireResponse} = this.#hand.form;
    const isLost = questionnaireResponse && this.#lost === questionnaireResponse;
    if (!isLost || !error) this.#lost = undefined;
    const detail = {questionnaireResponse, restored: !error, ...(error && {error})};
    if (isLost) this.dispatchEvent(new SdcEvent('restore', detail));
  }

  /** Takes over what the renderer has, unless it is of a form that is on its way out. */
  #receive(response: QuestionnaireResponse): boolean {
    const {told} = this.#rounds;
    if (!told?.isAbout(this.#hand.form)) return false;
    this.#hand.receive(response);
    told.form = this.#hand.form;
    return true;
  }

  #responseChanged(payload: JsonObject): boolean {
    const questionnaireResponse = readQuestionnaireResponse(payload);
    if (!questionnaireResponse) return false;
    const stale = !this.#receive(questionnaireResponse);
    const [changedLinkIds, changedPaths] = [readTexts(payload['changedLinkIds']), readTexts(payload['changedPaths'])];
    const detail = {
      questionnaireResponse,
      stale,
      ...(changedLinkIds && {changedLinkIds}),
      ...(changedPaths && {changedPaths}),
    };
    return this.dispatchEvent(new SdcEvent('response-change', detail));
  }
}

/** Answers what the page has not answered or refused itself. */
function serveWith(event: SmartRequestEvent, take: (payload: JsonObject) => boolean): void {
  if (event.reply || event.defaultPrevented) return;
  const {messageType, payload} = event.detail;
  const isTaken = take(payload as JsonObject);
  event.respondWith(isTaken ? {status: 'success'} : refusal(messageType, 400, 'The payload lacks what it is about.'));
}
