import {Channel} from '../channel/channel.js';
import {EventQueue} from '../channel/event-queue.js';
import type {
  ChannelLimits,
  ChannelOptions,
  DisconnectReason,
  Reply,
  RequestOptions,
  ResponseReport,
  ServedRequest,
} from '../channel/types.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {activityProblem} from '../protocol/activities.js';
import {isRecord} from '../protocol/json.js';
import type {HandshakePayload} from '../protocol/messages.js';
import {notSupported, refusal} from '../protocol/refusals.js';
import type {Transport} from '../transport/transport.js';
import {
  SmartConnectEvent,
  SmartDisconnectEvent,
  SmartErrorEvent,
  SmartMessageEvent,
  SmartResponseEvent,
  SmartStateChangeEvent,
} from './events.js';
import {isPageObserved} from './message-observers.js';
import {ListenerErrors} from './listener-errors.js';
import {dispatchRequest} from './dispatch-request.js';
import {rejectionIn, type Rejection} from './rejection.js';
import {reportPageError} from './report-page-error.js';
import type {Transitions} from './transitions.js';

/** What messages travel by: a MessagePort where both sides have it, or `window.postMessage` in any case. */
export type MessagePortMode = 'auto' | 'off';

interface PortSettings extends Pick<HTMLElement, 'getAttribute'> {
  messagePort: MessagePortMode | undefined;
  /** What was called so before `messagePort`: a page that had turned ports off keeps them off. */
  lane?: unknown;
}

export const usesPort = (host: PortSettings): boolean =>
  host.messagePort !== 'off' && host.lane !== 'window' && host.getAttribute('lane') !== 'window';

/** What an element that talks has to offer. */
export interface MessagingHost extends HTMLElement {
  connectTimeout: number;
  requestTimeout: number;
  limits: Partial<ChannelLimits>;
  handshakePayload: HandshakePayload;
  requestUpdate(): void;
}

/** Texts for the page's developers, in a module that is loaded behind everything else. */
export interface Advice {
  explain: (rejection: Rejection, setting: string) => string;
}

export interface ConnectionOptions<A extends Advice> extends Pick<
  ChannelOptions,
  'messagingHandle' | 'origins' | 'authorize' | 'skipHandshake' | 'messagePort'
> {
  handshakePayload: () => HandshakePayload;
  /** The attribute that lists the allowed origins. */
  originSetting: string;
  /** What to check when nothing came. */
  checks: (advice: A) => string;
  /** Answers what no listener took. */
  builtIn?: (request: ServedRequest) => Reply;
  onConnect: () => void;
  onDisconnect: (reason: DisconnectReason) => void;
  onUnavailable: (error: SmartMessagingError) => void;
  onFlood?: () => void;
}

const nobodyThere = 'Not connected. Launch the app, or set the launch parameters, first.';

/** Of those that the peer may cause, and of the others. */
const mostWarnings = 100;

/** What both elements have in common: one channel at a time, its events, the element's state. */
export class Messaging<State extends string, A extends Advice> {
  channel: Channel | undefined;
  /** What the element emits, once it has come to rest. */
  readonly queue = new EventQueue();
  readonly #listenerErrors = new ListenerErrors();
  readonly #ofPage = new Set<string>();
  readonly #ofPeer = new Set<string>();
  /** Adds to the error of a missing connection what came instead, or what to check when nothing came. */
  explain = (error: SmartMessagingError): SmartMessagingError => error;
  #advice: A | undefined;
  #hasListener = false;
  #loading: Promise<A> | undefined;
  readonly #loadAdvice: () => Promise<A>;
  #state: State;
  readonly #host: MessagingHost;
  readonly #transitions: Transitions<State>;
  /** Not in jsdom 20, happy-dom and older browsers. */
  readonly #internals: ElementInternals | undefined;

  constructor(host: MessagingHost, transitions: Transitions<State>, state: State, loadAdvice: () => Promise<A>) {
    this.#host = host;
    this.#transitions = transitions;
    this.#loadAdvice = loadAdvice;
    this.#internals = (host as Partial<MessagingHost>).attachInternals?.();
    this.#noticeListeners();
    this.#state = state;
    this.#setState(state, true); // an element has no attributes yet while it is constructed
  }

  get state(): State {
    return this.#state;
  }

  set state(state: State) {
    const previousState = this.#state;
    if (!this.#transitions[previousState].includes(state)) return;
    this.#state = state;
    this.mark(previousState, false);
    this.mark(state, true);
    this.#host.requestUpdate();
    this.emit(new SmartStateChangeEvent({state, previousState}));
  }

  /** Somebody listens to `smart-message` of this element, or observes the page. */
  get isObserved(): boolean {
    return this.#hasListener || isPageObserved();
  }

  #noticeListeners(): void {
    const host = this.#host;
    const {addEventListener} = host;
    const value = (...parameters: Parameters<typeof addEventListener>): void => {
      this.#hasListener ||= parameters[0] === 'smart-message';
      addEventListener.apply(host, parameters);
    };
    Object.defineProperty(host, 'addEventListener', {value, configurable: true, writable: true});
  }

  get peerHandshake(): HandshakePayload {
    return this.channel?.peerHandshake ?? {};
  }

  get capabilities(): object | undefined {
    const {capabilities} = this.peerHandshake;
    return isRecord(capabilities) ? capabilities : undefined;
  }

  /** Replaces the channel by one over this transport, or one to be attached later; it does not ask for a handshake yet. */
  open(transport: Transport | undefined, connection: ConnectionOptions<A>): Channel {
    this.close('closed');
    const host = this.#host;
    const {builtIn = notSupported} = connection;
    let unheard: Rejection | undefined;
    this.explain = (error) => {
      const {code, message} = error;
      const advice = this.#advice;
      const cause = unheard
        ? (advice?.explain(unheard, connection.originSetting) ?? `Messages came with the wrong ${unheard.reason}.`)
        : code === 'timeout' && (advice ? connection.checks(advice) : 'Nothing came. See docs/troubleshooting.md.');
      return cause ? new SmartMessagingError(code, `${message} ${cause}`, error) : error;
    };
    let shownByBrowser: {thrown: unknown} | undefined;
    const options: Omit<ChannelOptions, 'messagingHandle'> = {
      get connectTimeout() {
        return host.connectTimeout;
      },
      get requestTimeout() {
        return host.requestTimeout;
      },
      limits: host.limits,
      serve: (request) => {
        const problem = request.messageType === 'ui.launchActivity' && activityProblem(request.payload);
        if (problem) return refusal(request.messageType, 400, problem);
        const offered = dispatchRequest(host, request, this.#listenerErrors);
        if (offered && 'value' in offered) return offered.value;
        if (offered) {
          shownByBrowser = offered;
          throw offered.thrown;
        }
        return request.signal.aborted ? undefined : builtIn(request);
      },
      onConnect: (peerHandshake, origin) => {
        unheard = undefined;
        connection.onConnect();
        this.emit(new SmartConnectEvent({peerHandshake, capabilities: this.capabilities, origin}));
      },
      onDisconnect: (reason) => {
        connection.onDisconnect(reason);
        this.emit(new SmartDisconnectEvent({reason}));
      },
      onUnavailable: (error) => {
        const explained = this.explain(error);
        connection.onUnavailable(explained);
        this.warn(explained.message, true);
        this.emit(new SmartErrorEvent(explained));
      },
      onMessage: (report) => {
        unheard = rejectionIn(report, unheard);
        if (this.isObserved) this.emit(new SmartMessageEvent(report));
      },
      isObserved: () => this.isObserved,
      onResponse: (report) => this.emit(new SmartResponseEvent(report)),
      onQuarantine: (quarantined) => {
        this.mark('quarantined', quarantined);
        host.requestUpdate();
      },
      onFlood: () => connection.onFlood?.(),
      onError: (error) => {
        const {code, cause} = error;
        if (code === 'handler-failed' && shownByBrowser?.thrown !== cause) reportPageError(cause);
        shownByBrowser = undefined;
        this.report(error);
      },
    };
    // By its prototype: what the connection says may be something else later.
    const channel: Channel = new Channel(
      transport,
      Object.setPrototypeOf(options, connection) as ChannelOptions,
      this.queue,
    );
    this.mark('quarantined', false);
    this.#listenerErrors.watch();
    this.channel = channel;
    return channel;
  }

  close(reason: DisconnectReason): void {
    this.channel?.close(reason);
    this.#listenerErrors.unwatch();
  }

  /** Asks the peer and reads its answer; a failure is also told by `smart-error`, but for the caller's own abort. */
  async request<T>(
    messageType: string,
    payload: object | (() => object),
    options: RequestOptions | undefined,
    read: (answer: object) => T | Promise<T>,
  ): Promise<T> {
    try {
      const content = typeof payload === 'function' ? (payload as () => object)() : payload;
      if (!this.channel) throw new SmartMessagingError('unavailable', nobodyThere, {messageType});
      let report: ResponseReport | undefined;
      const onResponse = (told: ResponseReport): void => {
        report = told;
        options?.onResponse?.(told);
      };
      const answer = await this.channel.request(messageType, content, {...options, onResponse});
      return await readAnswer(read, answer, report);
    } catch (thrown) {
      const isUnsent = thrown instanceof SmartMessagingError && thrown.code === 'timeout' && !this.channel?.connected;
      const error = isUnsent ? this.explain(thrown) : thrown;
      if (error instanceof SmartMessagingError && error.code !== 'aborted') this.report(error);
      throw error;
    }
  }

  /** `isMistake`: the page's developers can mend it, and the console says so. */
  report(error: SmartMessagingError, isMistake = error.code === 'invalid-request' && !error.messageType): void {
    if (isMistake) this.warn(error.message);
    this.emit(new SmartErrorEvent(error));
  }

  emit(event: Event): void {
    this.queue.add(() => void this.#host.dispatchEvent(event));
  }

  /** Sets or clears a `:state(…)` of the element, or the attribute `data-state-…` where the browser has no such states. */
  mark(state: string, on: boolean): void {
    if (!this.#setState(state, on)) this.#host.toggleAttribute(`data-state-${state}`, on);
  }

  /** To be called when the element comes onto the page: in a copy are the attributes of the one that was copied. */
  unmarkCopy(): void {
    for (const name of this.#host.getAttributeNames())
      if (name.startsWith('data-state-') && name !== `data-state-${this.#state}`) this.#host.removeAttribute(name);
  }

  #setState(state: string, on: boolean): boolean {
    try {
      this.#internals?.states[on ? 'add' : 'delete'](state);
      return this.#internals !== undefined;
    } catch {
      return false; // older browsers have no states, or want `--state`
    }
  }

  /** Warns the page's developers of what the advice has to say, at once or as soon as it is loaded. */
  advise(find: (advice: A) => string | string[], isOfPeer = false): void {
    const warn = (advice: A): void => [find(advice)].flat().forEach((text) => this.warn(text, isOfPeer));
    if (this.#advice) {
      warn(this.#advice);
      return;
    }
    this.#loading ??= this.#loadAdvice();
    // Without the advice everything else works.
    this.#loading.then((advice) => warn((this.#advice = advice))).catch(() => undefined);
  }

  /** Warns the page's developers, once of each thing. `isOfPeer`: the peer can cause it, and must not use up the page's own. */
  warn(text: string, isOfPeer = false): void {
    const given = isOfPeer ? this.#ofPeer : this.#ofPage;
    if (given.has(text) || given.size >= mostWarnings) return;
    given.add(text);
    console.warn(`<${this.#host.localName}> ${text}`);
  }
}

/** An answer that turns out to be a refusal is told together with its request. */
async function readAnswer<T>(
  read: (answer: object) => T | Promise<T>,
  answer: object,
  report: ResponseReport | undefined,
): Promise<T> {
  try {
    return await read(answer);
  } catch (error) {
    if (!(error instanceof SmartMessagingError)) throw error;
    const {code, message, cause} = error;
    throw new SmartMessagingError(code, message, {cause, ...report});
  }
}
