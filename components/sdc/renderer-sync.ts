import type {RequestOptions} from '../channel/types.js';
import {Deferred} from '../channel/deferred.js';
import {longerPause, longestPause} from '../channel/longer-pause.js';
import {isTemporaryRefusal} from '../protocol/answers.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {HANDSHAKE} from '../protocol/messages.js';
import type {SmartAppFrame} from '../smart-app-frame/smart-app-frame.js';
import {same} from './form-draft.js';
import type {Questionnaire, SdcConfiguration, SdcContext, SdcForm} from './messages.js';
import {RendererState} from './renderer-state.js';

/** What a renderer is to be told, by the time that it is asked for. */
export interface Wanted {
  configuration: SdcConfiguration;
  context: {context?: SdcContext};
  form: SdcForm<Questionnaire | string>;
  /** The one that the answers are about, where that is known. */
  subject: unknown;
}

/** Whose renderer it is. */
export interface SyncHost {
  element: SmartAppFrame;
  listens(): boolean;
  wanted(): Wanted;
  /** The renderer was asked to show the form: it does, or it does not for that reason. */
  displayed(error: SmartMessagingError | undefined): void;
  /** The renderer refused something, or did not answer. */
  failed(error: SmartMessagingError): void;
  request<Answer extends object>(
    messageType: string,
    payload: object,
    options?: RequestOptions,
    read?: (answer: object, messageType: string) => Answer,
  ): Promise<Answer>;
  attempt(messageType: string, payload: object): Promise<SmartMessagingError | undefined>;
}

/**
 * Tells a renderer what is wanted, one thing after the other, in the order that renderers insist on. What is next is
 * found anew after each answer: so the latest counts, and nothing is told that has been told already.
 */
export class RendererSync {
  /** What the document that is connected has been told. */
  told: RendererState | undefined;
  readonly #host: SyncHost;
  #working = false;
  #failed = false;
  /** In milliseconds: before what was refused for now is told again. */
  #pause = 0;
  #inStep = new Deferred<boolean>();

  constructor(host: SyncHost) {
    this.#host = host;
  }

  /** Resolves once the renderer has been told everything set so far: whether it took it all. Waits for one that is not there yet. */
  get updateComplete(): Promise<boolean> {
    return this.#inStep.promise;
  }

  /** The host listens no more. */
  stop(): void {
    this.told = undefined;
    this.giveUp();
    this.#inStep = new Deferred();
    this.giveUp();
  }

  /** Another document is there, or none. */
  setPeer(told: RendererState | undefined): void {
    this.told = told;
    this.requestSync();
  }

  /** Something else is wanted. */
  requestSync(): void {
    if (!this.#host.listens()) return;
    this.#failed = false;
    if (this.#inStep.settled) this.#inStep = new Deferred();
    if (!this.#working) void this.#work();
  }

  /** No renderer is to be had for now: who waits is told so. */
  giveUp(): void {
    this.#inStep.resolve(false);
  }

  /**
   * Asks the renderer for something once it has been told everything, and shows the form. `asked` is what was wanted then,
   * `isCurrent` if the answer is about what it still shows.
   */
  async ask<Answer extends object>(
    messageType: string,
    options: RequestOptions | undefined,
    payload = {},
    read?: (answer: object) => Answer,
  ): Promise<{answer: Answer; isCurrent: boolean; asked: Wanted}> {
    while (!this.#inStep.settled) await this.updateComplete;
    const {told} = this;
    if (told?.error) throw told.error;
    const asked = this.#host.wanted();
    // One that has not answered may still show the form before, perhaps of another subject.
    if (!told?.displays || !told.isAbout(asked.form))
      throw new SmartMessagingError('unavailable', 'The renderer shows no form.', {messageType});
    const {displays} = told;
    // In this very moment: a document that comes later has to be told everything first.
    const answer = await this.#host.request(messageType, payload, options, read);
    return {answer, isCurrent: told === this.told && told.displays === displays, asked};
  }

  async #work(): Promise<void> {
    this.#working = true;
    await Promise.resolve(); // what is set in the same task goes together
    try {
      for (;;) {
        const wanted = this.#host.wanted();
        const {told} = this;
        const next = told && this.#next(told, wanted);
        if (!next) break;
        await this.#tell(told, ...next);
      }
    } finally {
      this.#working = false;
    }
    if (this.told) this.#inStep.resolve(!this.#failed);
  }

  #next(
    told: RendererState,
    {configuration, context, form}: Wanted,
  ): [messageType: string, payload: object] | undefined {
    const {sent} = told;
    // One that has spoken first, and said nothing of itself, may never have been asked for a handshake.
    if (!Object.keys(this.#host.element.peerHandshake)[0] && !sent[HANDSHAKE])
      return [HANDSHAKE, this.#host.element.handshakePayload];
    if (!same(sent['sdc.configure'], configuration)) return ['sdc.configure', configuration];
    if (!same(sent['sdc.configureContext'], context)) return ['sdc.configureContext', context];
    const {questionnaire, questionnaireResponse} = form;
    if (told.shows(form) || !(questionnaire ?? questionnaireResponse)) return undefined;
    const isFilledIn = questionnaireResponse && questionnaire === told.form?.questionnaire;
    return [isFilledIn ? 'sdc.displayQuestionnaireResponse' : 'sdc.displayQuestionnaire', form];
  }

  async #tell(told: RendererState, messageType: string, payload: object): Promise<void> {
    const displays = messageType.startsWith('sdc.display');
    const {form, error: problem, displays: before} = told;
    told.sent[messageType] = payload;
    if (displays) told.display(payload);
    const error = await this.#host.attempt(messageType, payload);
    if (told !== this.told) return;
    if (error?.code === 'refused' && isTemporaryRefusal(error.payload) && this.#pause < longestPause) {
      told.sent[messageType] = undefined;
      told.undo({form, error: problem, displays: before});
      this.#pause = longerPause(this.#pause);
      await new Promise((resolve) => setTimeout(resolve, this.#pause));
      return;
    }
    this.#pause = 0;
    if (error?.code === 'refused' && before > 0 && !told.again) {
      this.told = new RendererState(true);
      return;
    }
    if (displays) {
      const isAnswered = error?.code === 'refused' || error?.code === 'invalid-response';
      // One that does not answer may show it, or still what it showed before.
      if (!error || isAnswered) told.displayed(error);
      this.#host.displayed(error);
    }
    if (!error) return;
    this.#failed = true;
    this.#host.failed(error);
  }
}
