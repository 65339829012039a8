import {Deferred} from '../channel/deferred.js';
import type {RequestOptions} from '../channel/types.js';
import {SmartMessagingError, type SmartMessagingErrorCode} from '../protocol/errors.js';
import {HANDSHAKE} from '../protocol/messages.js';
import type {SmartAppFrame} from '../smart-app-frame/smart-app-frame.js';
import {same} from './form-in-hand.js';
import type {SdcConfiguration, SdcContext, SdcForm} from './messages.js';
import {expectDone} from './readers.js';
import {Told} from './told.js';

/** What a renderer is to be told, by the time that it is asked for. */
export interface Wanted {
  configuration: SdcConfiguration;
  context: SdcContext | undefined;
  form: SdcForm;
}

export interface RoundsOptions {
  wanted: () => Wanted;
  /** It was asked to show the form: it does, or it does not for that reason. */
  onDisplayed: (error: SmartMessagingError | undefined) => void;
  onError: (error: SmartMessagingError) => void;
}

/**
 * Tells a renderer what is wanted, one thing after the other, in the order that renderers insist on. What is next is
 * found anew after each answer: so the latest counts, and nothing is told that has been told already.
 */
export class Rounds {
  /** The document that is there, if one is connected. */
  told: Told | undefined;
  #working = false;
  #failed = false;
  #inStep = new Deferred<boolean>();
  readonly #frame: SmartAppFrame;
  readonly #options: RoundsOptions;

  constructor(frame: SmartAppFrame, options: RoundsOptions) {
    this.#frame = frame;
    this.#options = options;
  }

  get inStep(): Promise<boolean> {
    return this.#inStep.promise;
  }

  /** A document is there; `greeted` if it has answered a handshake already. */
  begin(greeted: boolean): void {
    this.told = new Told();
    if (greeted) this.told.sent.set(HANDSHAKE, {});
    this.touch();
  }

  /** It is gone; `final` if no other is waited for. */
  end(final: boolean): void {
    this.told = undefined;
    if (this.#inStep.settled) this.#inStep = new Deferred();
    if (final) this.#inStep.resolve(false);
  }

  /** Something else is wanted. */
  touch(): void {
    this.#failed = false;
    if (this.#inStep.settled) this.#inStep = new Deferred();
    if (this.#working) return;
    this.#working = true;
    queueMicrotask(() => void this.#work());
  }

  /** Asks the renderer for something that it can only do once it shows the form; and by how many displays that was. */
  async ask(
    messageType: string,
    payload: object,
    options: RequestOptions,
    ended: AbortSignal,
  ): Promise<{answer: object; displays: number}> {
    const {signal, timeout = this.#frame.requestTimeout} = options;
    const started = performance.now();
    const fail = (code: SmartMessagingErrorCode, text: string): SmartMessagingError =>
      new SmartMessagingError(code, text, {messageType, elapsed: performance.now() - started, cause: signal?.reason});
    const over = AbortSignal.any([ended, AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
    const given = new Promise<void>((resolve) => over.addEventListener('abort', () => resolve()));
    while ((this.#working || !this.told) && !over.aborted) await Promise.race([this.inStep, given]);
    if (ended.aborted || signal?.aborted) throw fail('aborted', 'The request was aborted.');
    if (!this.told || this.#working)
      throw fail('timeout', `The renderer has shown no form in ${timeout} ms. Try again.`);
    const {form, outcome, displays} = this.told;
    if (outcome instanceof Error) throw outcome;
    if (!form) throw fail('invalid-request', 'The renderer shows nothing yet. Set questionnaire first.');
    const left = timeout - (performance.now() - started);
    return {answer: await this.#frame.request(messageType, payload, {...options, timeout: left}), displays};
  }

  async #work(): Promise<void> {
    for (;;) {
      const wanted = this.#options.wanted();
      const {told} = this;
      const next = told && this.#next(told, wanted);
      if (!next) break;
      await this.#tell(told, ...next);
    }
    this.#working = false;
    if (this.told) this.#inStep.resolve(!this.#failed);
  }

  #next(told: Told, {configuration, context, form}: Wanted): [messageType: string, payload: object] | undefined {
    const {sent} = told;
    if (!sent.has(HANDSHAKE)) return [HANDSHAKE, this.#frame.handshakePayload];
    const preparations: Array<[string, object]> = [
      ['sdc.configure', configuration],
      ['sdc.configureContext', context ? {context} : {}],
    ];
    const due = preparations.find(([messageType, payload]) => !same(sent.get(messageType), payload));
    if (due) return due;
    const {questionnaire, questionnaireResponse} = form;
    if (told.shows(form) || !(questionnaire ?? questionnaireResponse)) return undefined;
    const isFilledIn = questionnaireResponse && questionnaire === told.form?.questionnaire;
    return [`sdc.displayQuestionnaire${isFilledIn ? 'Response' : ''}`, form];
  }

  async #tell(told: Told, messageType: string, payload: object): Promise<void> {
    const isGreeting = messageType === HANDSHAKE;
    const displays = messageType.startsWith('sdc.display');
    const hasShown = told.displays > 0;
    told.sent.set(messageType, payload);
    if (displays) told.display(payload);
    let error: SmartMessagingError | undefined;
    try {
      const timeout = this.#frame[isGreeting ? 'connectTimeout' : 'requestTimeout'];
      const answer = await this.#frame.request(messageType, payload, {timeout});
      if (isGreeting) told.greeting = answer;
      expectDone(messageType, answer);
    } catch (reason) {
      error = reason as SmartMessagingError;
    }
    if (told !== this.told) return;
    const isRefused = error?.code === 'refused';
    if (isRefused && hasShown && !told.again) {
      this.told = new Told(true);
      return;
    }
    // One that does not answer may show it nevertheless.
    if (displays) told.displayed(isRefused ? error : undefined);
    if (displays) this.#options.onDisplayed(error);
    if (!error) return;
    this.#failed = true;
    this.#options.onError(error);
  }
}
