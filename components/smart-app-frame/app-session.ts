import type {Channel} from '../channel/channel.js';
import {after, duration} from '../channel/timer.js';
import type {DisconnectReason, Reply, ServedRequest} from '../channel/types.js';
import {usesPort, type MessagePortMode, type Messaging} from '../element/messaging.js';
import type {Transitions} from '../element/transitions.js';
import {SmartMessagingError} from '../protocol/errors.js';
import type {HandshakePayload} from '../protocol/messages.js';
import {scopeAllows} from '../protocol/scopes.js';
import type {Transport} from '../transport/transport.js';
import {WindowTransport, type WindowTransportOptions} from '../transport/window-transport.js';
import {watchFramePolicy} from './frame-policy.js';

/** Loaded once the frame works. */
export type FrameAdvice = typeof import('./advice.js');

export type SmartAppFrameState = 'idle' | 'loading' | 'connecting' | 'connected' | 'unresponsive' | 'closed';

/** Only another launch leads out of `idle` and `closed`. */
export const frameTransitions: Transitions<SmartAppFrameState> = {
  idle: ['loading', 'closed'],
  loading: ['idle', 'connecting', 'connected', 'unresponsive', 'closed'],
  connecting: ['idle', 'loading', 'connected', 'unresponsive', 'closed'],
  connected: ['idle', 'loading', 'connecting', 'closed'],
  unresponsive: ['idle', 'loading', 'connecting', 'connected', 'closed'],
  closed: ['idle', 'loading'],
};

export interface AppSessionOptions {
  messaging: Messaging<SmartAppFrameState, FrameAdvice>;
  /** Leads to the app instead of a window: it is there from the start. */
  transport: Transport | undefined;
  /** The way to the app, with a handle that may be another one the next time. */
  openTransport: (options: WindowTransportOptions) => Transport;
  /** Origins that are served; `undefined` for all, over a transport. */
  origins: readonly string[] | undefined;
  /** Its value may be another one later. */
  handle: {readonly value: string};
  settings: Pick<HTMLElement, 'getAttribute'> & {
    scope: string | undefined;
    connectTimeout: number;
    messagePort: MessagePortMode | undefined;
    handshakePayload: HandshakePayload;
  };
  /** The app has a window of its own, of which no event shows that its document is another one: a port would outlive it. */
  unwatched: boolean;
  builtIn: (request: ServedRequest) => Reply;
  onFlood: () => void;
  /** The page's Content-Security-Policy does not let it frame an origin of the app. */
  onBlocked: (origin: string) => void;
  /** What to check when the app is silent: whether its document is there, and another origin that was blocked. */
  checks: (advice: FrameAdvice, isLoaded: boolean, blocked: string | undefined) => string;
  /** The app may begin to load much later, as a lazy frame does. */
  patient?: boolean;
  /** An earlier document is still in the window: nothing is sent there or heard from there until `enter()`. */
  occupied?: boolean;
}

const notLoaded = 'The app did not load in time.';
const notEmptied = 'The earlier document has not left the window. Close it, or call open() for another one.';

/** One launch of the app: the window that it runs in and the conversation with it, whatever documents come and go there. */
export class AppSession {
  /** The app has refused the latest handshake. */
  refused = false;
  #origins: readonly string[] | undefined;
  #handle = '';
  #transport: Transport | undefined;
  #channel: Channel;
  #occupied: boolean;
  #there = false;
  #ended = false;
  #isScopeReported = false;
  #blocked: string | undefined;
  readonly #watching = new AbortController();
  #stopLoadTimer = (): void => undefined;
  readonly #options: AppSessionOptions;

  constructor(options: AppSessionOptions) {
    const {messaging, patient, occupied = false} = options;
    this.#options = options;
    this.#origins = options.origins;
    this.#occupied = occupied;
    messaging.state = 'loading';
    [this.#transport, this.#channel] = this.#open();
    if (!patient) this.#limitLoading();
    if (options.transport) this.connect();
    else watchFramePolicy((origin) => this.#notice(origin), this.#watching.signal);
  }

  /** The app's document is, as far as one can tell, there. */
  get there(): boolean {
    return this.#there;
  }

  /** The earlier document is gone from the window: the app begins to load there. */
  enter(): void {
    this.#occupied = false;
    this.#transport = this.#openTransport();
    this.#channel.attach(this.#transport);
    this.#options.messaging.state = 'loading';
    this.#limitLoading();
  }

  /** The iframe fired `load`. */
  loaded(): void {
    this.#channel.peerLoaded();
    this.connect();
  }

  /** Shakes hands with the document that is there now. */
  connect(): void {
    this.#there = true;
    this.#stopLoadTimer();
    if (this.#channel.connected) return;
    this.#options.messaging.state = 'connecting';
    void this.#channel.connect();
  }

  /** Goes on with these origins and, where it is another one, with the handle that the settings have now. Returns whether it is. */
  rebind(origins: readonly string[] | undefined): boolean {
    const {messaging, handle} = this.#options;
    this.#origins = origins;
    if (this.#transport instanceof WindowTransport) this.#transport.origins = origins ?? [];
    if (this.#handle === handle.value) return false;
    this.#transport?.closePort?.(); // it may be in other hands: the new handle goes to the window only
    messaging.close('revoked');
    messaging.state = 'loading';
    [this.#transport, this.#channel] = this.#open();
    if (this.#there) {
      this.#channel.peerLoaded();
      this.connect();
    }
    return true;
  }

  end(reason: DisconnectReason): void {
    this.#ended = true;
    this.#watching.abort();
    this.#stopLoadTimer();
    this.#options.messaging.close(reason);
  }

  #notice(blocked: string): void {
    if (this.#channel.connected || this.#there) return; // then it is another frame of the page
    this.#blocked = blocked;
    if (this.#origins?.includes(blocked)) this.#options.onBlocked(blocked);
  }

  #limitLoading(): void {
    const {messaging, settings} = this.#options;
    this.#stopLoadTimer();
    const expire = (): void => {
      messaging.state = 'unresponsive';
      const error = new SmartMessagingError('timeout', this.#occupied ? notEmptied : notLoaded);
      messaging.report(this.#occupied ? error : messaging.explain(error), true);
    };
    const time = duration(settings.connectTimeout, 10_000);
    this.#stopLoadTimer = after(time, () => messaging.queue.run(expire));
  }

  #openTransport(): Transport {
    return this.#options.openTransport({origins: this.#origins ?? [], messagingHandle: this.#handle});
  }

  #open(): [Transport | undefined, Channel] {
    const {messaging, settings, builtIn, onFlood, transport: ownTransport, unwatched} = this.#options;
    const messagingHandle = this.#options.handle.value;
    this.#handle = messagingHandle;
    const transport = this.#occupied ? undefined : this.#openTransport();
    const listed = (): readonly string[] | undefined => (ownTransport ? this.#origins : undefined);
    const channel = messaging.open(transport, {
      messagingHandle,
      get origins() {
        return listed();
      },
      handshakePayload: () => settings.handshakePayload,
      builtIn,
      onFlood,
      originSetting: 'app-origin',
      checks: (advice) => this.#options.checks(advice, this.#there, this.#blocked),
      messagePort: unwatched || !usesPort(settings) ? undefined : 'offer',
      authorize: (messageType) => this.#allows(messageType),
      onConnect: () => {
        this.#stopLoadTimer();
        messaging.state = 'connected';
      },
      onDisconnect: () => {
        if (!this.#ended) messaging.state = 'connecting';
      },
      onUnavailable: ({code}) => {
        this.refused = code === 'refused';
        messaging.state = 'unresponsive';
      },
    });
    return [transport, channel];
  }

  /** A framework may have set a scope that is no string. */
  #allows(messageType: string): boolean {
    const {messaging, settings} = this.#options;
    try {
      const isAllowed = scopeAllows(settings.scope ?? '', messageType);
      if (!isAllowed) messaging.advise(({lackingScope}) => lackingScope(messageType, settings), true);
      return isAllowed;
    } catch (error) {
      if (!this.#isScopeReported) messaging.report(error as SmartMessagingError);
      this.#isScopeReported = true;
      return false;
    }
  }
}
