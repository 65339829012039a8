import {requestEventName} from '../element/event-names.js';
import type {SmartMessagingError} from '../protocol/errors.js';
import {operationOutcome} from '../protocol/fhir.js';
import type {HandshakePayload} from '../protocol/messages.js';
import {notSupported, refusal} from '../protocol/refusals.js';
import type {SmartMessagingContext} from '../smart-messaging-context/smart-messaging-context.js';
import {SdcEvent, sdcEventTarget, type SdcRendererEventMap, type SdcRendererPart} from './events.js';
import type {
  Questionnaire,
  QuestionnaireResponse,
  SdcCapabilities,
  SdcCatalog,
  SdcChange,
  SdcConfiguration,
  SdcContext,
  SdcExtractResponse,
  SdcForm,
} from './messages.js';
import {Outbox} from './outbox.js';
import {
  answers,
  expectDone,
  mergeContext,
  readConfiguration,
  readQuestionnaire,
  readQuestionnaireResponse,
} from './readers.js';

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

const CHANGED = 'sdc.ui.changedQuestionnaireResponse';
const FOCUS = 'sdc.ui.changedFocus';

type Serve = (payload: object) => object | Promise<object>;

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
export class SdcRenderer extends sdcEventTarget<SdcRendererEventMap>() {
  readonly #element: SmartMessagingContext;
  readonly #options: SdcRendererOptions;
  readonly #changes = new Outbox<SdcCatalog[typeof CHANGED]['request']>(
    (payload) => this.#tell(CHANGED, payload),
    (waiting, latest) => ({
      ...latest,
      ...together('changedLinkIds', waiting, latest),
      ...together('changedPaths', waiting, latest),
    }),
  );
  readonly #focus = new Outbox<SdcCatalog[typeof FOCUS]['request']>(
    (payload) => this.#tell(FOCUS, payload),
    (_, latest) => latest,
  );
  #form: SdcForm = {};
  #context: SdcContext = {};
  #configuration: SdcConfiguration = {};
  #listening: AbortController | undefined;
  /** One display after the other, and what asks for the form behind them. */
  #shown: Promise<unknown> = Promise.resolve();
  #displays = 0;

  constructor(element: SmartMessagingContext, options: SdcRendererOptions = {}) {
    super();
    this.#element = element;
    this.#options = options;
    const {application, capabilities, extract} = options;
    element.handshakePayload = {
      protocolVersion: '1.0',
      ...element.handshakePayload,
      ...(application && {application}),
      capabilities: {extraction: extract !== undefined, focusChangeNotifications: true, ...capabilities},
    };
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

  /** Begins to serve the host. The constructor does it, too. */
  hostConnected(): void {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const {signal} = this.#listening;
    for (const [messageType, serve] of Object.entries(this.#services)) {
      this.#element.addEventListener(
        requestEventName(messageType) as 'smart-request',
        (event) => {
          // The page may have answered or refused itself.
          if (!event.reply && !event.defaultPrevented) event.respondWith(serve(event.detail.payload));
        },
        {signal},
      );
    }
    this.#element.addEventListener('smart-connect', () => this.#flush(), {signal});
  }

  /** Ends the serving. */
  hostDisconnected(): void {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  /** The same as `hostDisconnected()`, for pages without Lit. */
  dispose(): void {
    this.hostDisconnected();
  }

  /**
   * Tells the host of the answers, and which of them have changed. Call it as often as you like: one is on its way at
   * a time, and of those that come meanwhile the latest follows.
   */
  changeResponse(questionnaireResponse: QuestionnaireResponse, change: SdcChange = {}): void {
    this.#form = {...this.#form, questionnaireResponse};
    this.#changes.put({questionnaireResponse, ...change});
    this.#announce('app', 'questionnaireResponse');
    this.#flush();
  }

  /** Tells the host which item, and which field of it, has the focus. As often as you like, too. */
  changeFocus(linkId: string, focusField?: string): void {
    this.#focus.put({linkId, ...(focusField !== undefined && {focus_field: focusField})});
    this.#flush();
  }

  readonly #services: Record<string, Serve> = {
    'sdc.configure': (payload) => {
      this.#configuration = readConfiguration(payload);
      return this.#announce('host', 'configuration');
    },
    'sdc.configureContext': (payload) => {
      this.#context = mergeContext({}, (payload as {context?: unknown}).context);
      return this.#announce('host', 'context');
    },
    'sdc.displayQuestionnaire': (payload) => this.#display('sdc.displayQuestionnaire', payload),
    'sdc.displayQuestionnaireResponse': (payload) => this.#display('sdc.displayQuestionnaireResponse', payload),
    'sdc.requestCurrentQuestionnaireResponse': async () => {
      await this.#shown;
      const questionnaireResponse = (await this.#options.currentResponse?.()) ?? this.questionnaireResponse;
      return questionnaireResponse
        ? {questionnaireResponse}
        : {outcome: operationOutcome('not-found', 'There are no answers yet.')};
    },
    'sdc.requestExtract': async (payload) => {
      await this.#shown;
      const {extract} = this.#options;
      if (!extract) return notSupported({messageType: 'sdc.requestExtract'});
      const questionnaire = readQuestionnaire(payload);
      const questionnaireResponse = readQuestionnaireResponse(payload) ?? (await this.#options.currentResponse?.());
      const given = {...(questionnaire && {questionnaire}), ...(questionnaireResponse && {questionnaireResponse})};
      return extract({...this.#form, ...given});
    },
    'sdc.requestPrepopulate': async () => {
      await this.#shown;
      const {prepopulate} = this.#options;
      if (!prepopulate) return notSupported({messageType: 'sdc.requestPrepopulate'});
      await prepopulate();
      return {status: 'success'};
    },
  };

  async #display(messageType: string, payload: object): Promise<object> {
    const questionnaireResponse = readQuestionnaireResponse(payload);
    const held = this.questionnaire;
    const named = readQuestionnaire(payload);
    const isResponse = messageType.endsWith('Response');
    const fits = held && (!questionnaireResponse?.questionnaire || !held.url || answers(questionnaireResponse, held));
    const questionnaire = named ?? (isResponse && fits ? held : undefined);
    if (!(isResponse ? questionnaireResponse : questionnaire)) {
      return refusal(messageType, 400, `${messageType} lacks what is to be displayed.`);
    }
    // What was typed into the form before must go ahead of the answer, and what is typed into this one behind it.
    const typed = this.#changes.take();
    if (typed) void this.#tell(CHANGED, typed);
    this.#focus.take();
    this.#displays++;
    const form = {...(questionnaire && {questionnaire}), ...(questionnaireResponse && {questionnaireResponse})};
    this.#form = form;
    const {context} = payload as {context?: unknown};
    if (context) this.#context = mergeContext(this.#context, context);
    this.#announce('host', 'questionnaire', 'questionnaireResponse', ...(context ? (['context'] as const) : []));
    const shown = this.#shown.then(() => this.#options.display?.(form));
    this.#shown = shown.catch(() => undefined);
    try {
      await shown;
    } finally {
      setTimeout(() => {
        this.#displays--;
        this.#flush();
      });
    }
    return {status: 'success'};
  }

  #announce(by: 'host' | 'app', ...changed: SdcRendererPart[]): object {
    this.dispatchEvent(new SdcEvent('change', {changed, by}));
    return {status: 'success'};
  }

  #flush(): void {
    if (this.#displays > 0) return;
    void this.#changes.flush();
    void this.#focus.flush();
  }

  /** Whether the host has it, or does not want it. */
  async #tell(messageType: typeof CHANGED | typeof FOCUS, payload: object): Promise<boolean> {
    try {
      expectDone(messageType, await this.#element.request<string, object>(messageType, payload));
      return true;
    } catch (reason) {
      const error = reason as SmartMessagingError;
      this.dispatchEvent(new SdcEvent('error', {error}));
      return error.code === 'refused' || error.code === 'not-cloneable';
    }
  }
}

/** A list of both, unless one of them leaves open what has changed. */
function together(name: keyof SdcChange, {[name]: one}: SdcChange, {[name]: other}: SdcChange): SdcChange {
  return {[name]: one && other ? [...new Set([...one, ...other])] : undefined};
}
