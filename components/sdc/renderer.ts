import type {JsonObject} from '../protocol/json.js';
import type {HandshakePayload} from '../protocol/messages.js';
import type {SmartMessagingContext} from '../smart-messaging-context/smart-messaging-context.js';
import {SdcController, done, missing} from './controller.js';
import type {SdcRendererEventMap} from './events.js';
import type {
  Questionnaire,
  QuestionnaireResponse,
  SdcCapabilities,
  SdcChange,
  SdcConfiguration,
  SdcContext,
  SdcExtractResponse,
  SdcForm,
} from './messages.js';
import {Outbox} from './outbox.js';
import {answers, mergeContext, present, readConfiguration, readForm} from './readers.js';

export interface SdcRendererOptions {
  /** Who is speaking, for the handshake. */
  application?: NonNullable<HandshakePayload['application']>;
  /** What it can do. Default: `extraction` if there is `extract`, and `focusChangeNotifications`. */
  capabilities?: SdcCapabilities;
  /** Shows a form. The host is answered once it is shown; a promise that is rejected tells the host that it could not be. */
  display?: (form: SdcForm) => unknown;
  /** The answers as they are now. Default: `questionnaireResponse`, so what was displayed or told last. */
  currentResponse?: () => QuestionnaireResponse | undefined | Promise<QuestionnaireResponse | undefined>;
  /** Extracts resources from a form. Default: not supported. */
  extract?: (form: SdcForm) => SdcExtractResponse | Promise<SdcExtractResponse>;
  /** Fills in what it can find out. Not in the profile; some hosts ask for it. Default: not supported. */
  prepopulate?: () => unknown;
}

type Serve = (payload: JsonObject) => object;

/**
 * The renderer's side of SDC SMART Web Messaging (protocol section 8) on a `<smart-messaging-context>`: holds what the
 * host wants to be shown, answers it, and tells it of changes. Make it before the element connects: what it can do
 * goes into the handshake.
 *
 * Events: `change` when something of its state is another, by the host or by the app; `error` when the host refused to
 * be told of something.
 *
 * ```ts
 * const renderer = new SdcRenderer(element, {application: {name: 'My forms'}, display: (form) => render(form)});
 * form.addEventListener('input', () => renderer.changeResponse(form.response));
 * ```
 *
 * It has the shape of a Lit reactive controller (`addController(renderer)`), and needs no Lit.
 */
export class SdcRenderer extends SdcController<SdcRendererEventMap, SmartMessagingContext> {
  readonly #options: SdcRendererOptions;
  readonly #changes = new Outbox((payload) => this.#send('sdc.ui.changedQuestionnaireResponse', payload));
  readonly #focus = new Outbox((payload) => this.#send('sdc.ui.changedFocus', payload));
  #form: SdcForm = {};
  #context: SdcContext = {};
  #configuration: SdcConfiguration = {};
  /** One display after the other, and what asks for the form behind them. */
  #shown: Promise<unknown> = Promise.resolve();
  #displays = 0;

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
  changeResponse(questionnaireResponse: QuestionnaireResponse, change: SdcChange = {}): void {
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

  protected override begin(): void {
    const {extract, prepopulate} = this.#options;
    const display =
      (needed: keyof SdcForm): Serve =>
      (payload) => {
        const form = readForm(payload);
        const {questionnaire} = this;
        const named = form.questionnaireResponse?.questionnaire;
        if (!form[needed]) return missing;
        // A response that names no questionnaire is one to that which is there.
        const fits = questionnaire && (!named || answers(named, questionnaire));
        return this.#display(fits ? {questionnaire, ...form} : form, payload);
      };
    this.serve('sdc.configure', (payload) => this.#set(() => (this.#configuration = readConfiguration(payload))));
    this.serve('sdc.configureContext', ({context}) => this.#set(() => (this.#context = mergeContext({}, context))));
    this.serve('sdc.displayQuestionnaire', display('questionnaire'));
    this.serve('sdc.displayQuestionnaireResponse', display('questionnaireResponse'));
    this.serve('sdc.requestCurrentQuestionnaireResponse', async () => {
      const {questionnaireResponse} = await this.#current();
      return questionnaireResponse ? {questionnaireResponse} : missing;
    });
    if (extract) {
      this.serve('sdc.requestExtract', async (payload) => extract({...(await this.#current()), ...readForm(payload)}));
    }
    if (prepopulate) {
      this.serve('sdc.requestPrepopulate', () => this.#shown.then(prepopulate).then(() => done));
    }
    this.on('smart-connect', () => this.#flush());
  }

  async #current(): Promise<SdcForm> {
    await this.#shown;
    const questionnaireResponse = await this.#options.currentResponse?.();
    return {...this.#form, ...present<SdcForm>({questionnaireResponse})};
  }

  #display(form: SdcForm, {context}: JsonObject): Promise<object> {
    // What was typed into the form before must go ahead of the answer, and what is typed into this one behind it.
    const typed = this.#changes.take();
    if (typed) void this.#send('sdc.ui.changedQuestionnaireResponse', typed);
    this.#focus.take();
    this.#displays++;
    this.#set(() => {
      this.#form = form;
      this.#context = mergeContext(this.#context, context);
    });
    const shown = this.#shown.then(() => this.#options.display?.(form)).then(() => done);
    this.#shown = shown.catch(() => undefined);
    return shown.finally(() =>
      setTimeout(() => {
        this.#displays--;
        this.#flush();
      }),
    );
  }

  #set(change: () => unknown): object {
    change();
    this.tell('change', {by: 'host'});
    return done;
  }

  #flush(): void {
    if (this.#displays > 0) return;
    void this.#changes.flush();
    void this.#focus.flush();
  }

  /** Whether it need not be sent again: the host has it, or does not want it. */
  async #send(messageType: string, payload: object): Promise<boolean> {
    const error = await this.attempt(messageType, payload);
    if (error) this.tell('error', {error});
    return !error || error.code === 'refused' || error.code === 'not-cloneable';
  }
}
