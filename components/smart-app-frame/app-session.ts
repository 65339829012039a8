import type {Channel} from '../channel/channel.js';
import {after, duration} from '../channel/timer.js';
import type {DisconnectReason, Reply, ServedRequest} from '../channel/types.js';
import type {Lane, Messaging} from '../element/messaging.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {scopeAllows} from '../protocol/scopes.js';
import type {Transport} from '../transport/transport.js';
import {WindowTransport, type WindowTransportOptions} from '../transport/window-transport.js';

export type SmartAppFrameState = 'idle' | 'loading' | 'connecting' | 'connected' | 'unresponsive' | 'closed';

export interface AppSessionOptions {
  messaging: Messaging<SmartAppFrameState>;
  /** Leads to the app instead of a window: it is there from the start. */
  transport: Transport | undefined;
  /** The way to the app, with a handle that may be another one the next time. */
  openTransport: (options: WindowTransportOptions) => Transport;
  /** Origins that are served; `undefined` for all, over a transport. */
  origins: readonly string[] | undefined;
  settings: {messagingHandle: string; scope: string | undefined; connectTimeout: number; lane: Lane | undefined};
  builtIn: (request: ServedRequest) => Reply;
  onFlood: () => void;
  /** The app may begin to load much later, as a lazy frame does. */
  patient?: boolean;
}

const notLoaded =
  'The app did not load in time. Check that its address answers and that it may be framed by this page.';

/** One launch of the app: the window that it runs in and the conversation with it, whatever documents come and go there. */
export class AppSession {
  #origins: readonly string[] | undefined;
  #handle = '';
  #transport: Transport;
  #channel: Channel;
  #there = false;
  #ended = false;
  #isScopeReported = false;
  #stopLoadTimer = (): void => undefined;
  readonly #options: AppSessionOptions;

  constructor(options: AppSessionOptions) {
    const {messaging, settings, patient} = options;
    this.#options = options;
    this.#origins = options.origins;
    messaging.state = 'loading';
    [this.#transport, this.#channel] = this.#open();
    if (!patient) {
      this.#stopLoadTimer = after(duration(settings.connectTimeout, 10_000), () => {
        messaging.state = 'unresponsive';
        messaging.report(new SmartMessagingError('timeout', notLoaded));
      });
    }
    if (options.transport) this.connect();
  }

  /** The app's document is, as far as one can tell, there. */
  get there(): boolean {
    return this.#there;
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
    const {messaging, settings} = this.#options;
    this.#origins = origins;
    if (this.#transport instanceof WindowTransport) this.#transport.origins = origins ?? [];
    if (this.#handle === settings.messagingHandle) return false;
    messaging.close('revoked');
    if (this.#ended) return false; // by whoever heard of it
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
    this.#stopLoadTimer();
    this.#options.messaging.close(reason);
  }

  #open(): [Transport, Channel] {
    const {messaging, settings, builtIn, onFlood, transport: ownTransport} = this.#options;
    const {messagingHandle} = settings;
    this.#handle = messagingHandle;
    const transport = this.#options.openTransport({origins: this.#origins ?? [], messagingHandle});
    const listed = (): readonly string[] | undefined => (ownTransport ? this.#origins : undefined);
    const channel = messaging.open(transport, {
      messagingHandle,
      get origins() {
        return listed();
      },
      builtIn,
      onFlood,
      messagePort: settings.lane === 'window' ? undefined : 'offer',
      authorize: (messageType) => this.#allows(messageType),
      onConnect: () => {
        this.#stopLoadTimer();
        messaging.state = 'connected';
      },
      onDisconnect: () => {
        if (!this.#ended) messaging.state = 'connecting';
      },
      onUnavailable: () => {
        messaging.state = 'unresponsive';
      },
    });
    return [transport, channel];
  }

  /** A framework may have set a scope that is no string. */
  #allows(messageType: string): boolean {
    const {messaging, settings} = this.#options;
    try {
      return scopeAllows(settings.scope ?? '', messageType);
    } catch (error) {
      if (!this.#isScopeReported) messaging.report(error as SmartMessagingError);
      this.#isScopeReported = true;
      return false;
    }
  }
}
