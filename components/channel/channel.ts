import type {MessageType, RequestPayload, ResponsePayload} from '../protocol/catalog.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {randomId} from '../protocol/ids.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import {HANDSHAKE, type HandshakePayload} from '../protocol/messages.js';
import type {Incoming, Transport} from '../transport/transport.js';
import {Deferred} from './deferred.js';
import {Handshake} from './handshake.js';
import {nestsDeeperThan} from './nesting.js';
import {PeerDocument, readDocumentSign} from './peer-document.js';
import {Requester} from './requester.js';
import {Responder} from './responder.js';
import {
  defaultLimits,
  type ChannelLimits,
  type ChannelOptions,
  type DisconnectReason,
  type RequestOptions,
} from './types.js';
import {Wire} from './wire.js';

/**
 * One end of a SMART Web Messaging conversation over a transport: handshakes, requests both ways, answers.
 *
 * ```ts
 * const channel = new Channel(new WindowTransport(parent, {origins: [messagingOrigin]}), {messagingHandle});
 * await channel.connect();
 * await channel.request('ui.done', {});
 * ```
 */
export class Channel {
  /** What the peer's handshake said; empty before it, or when there was none. */
  capabilities: HandshakePayload = {};
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;
  readonly #wire: Wire;
  readonly #requester: Requester;
  readonly #responder: Responder;
  readonly #handshake: Handshake;
  readonly #handshakeIds = new Set<string>();
  readonly #listening = new AbortController();
  #connected = false;
  #document = new PeerDocument();
  #ready = new Deferred<HandshakePayload>();

  /** Without a transport, requests wait for `attach()`. */
  constructor(transport: Transport | undefined, options: ChannelOptions) {
    const limits = {...defaultLimits, ...options.limits};
    this.#limits = limits;
    this.#options = options;
    this.#wire = new Wire(options.onMessage);
    this.#requester = new Requester(this.#wire, options, limits);
    this.#responder = new Responder(this.#wire, options, limits, {
      introduced: (payload) => this.#recognise(payload),
      spoke: (origin) => this.#connect(origin),
      shookHands: (payload, origin) => this.#connect(origin, payload),
    });
    this.#handshake = new Handshake(
      () => this.#ask(),
      () => this.#unavailable(this.#timeoutError()),
    );
    if (transport) this.attach(transport);
  }

  get connected(): boolean {
    return this.#connected;
  }

  get closed(): boolean {
    return this.#listening.signal.aborted;
  }

  /** Serves the peer's requests that come by this transport from now on, without asking for a handshake. */
  attach(transport: Transport): void {
    if (this.closed || this.#wire.transport) return;
    this.#wire.transport = transport;
    transport.listen(this.#receive, {
      signal: this.#listening.signal,
      onRejected: this.#wire.stopped,
      claims: (data) => this.#claims(data),
    });
    if (this.#options.skipHandshake) this.#requester.flush();
  }

  /**
   * Asks the peer for a handshake until one side's is answered (SWM-12). Resolves with what the peer's said.
   *
   * @throws {SmartMessagingError} `timeout`, `refused`, or `unavailable` once the channel is closed.
   */
  connect(): Promise<HandshakePayload> {
    if (!this.#connected && !this.closed) {
      if (this.#ready.settled) this.#ready = new Deferred();
      this.#handshake.start(this.#options.connectTimeout ?? 10_000);
    }
    return this.#ready.promise;
  }

  /**
   * Asks the peer. Resolves with the payload of the last answer as it came, refusals too.
   *
   * @throws {SmartMessagingError} with any code but `refused`.
   */
  request<T extends MessageType, P extends RequestPayload<T>>(
    messageType: T,
    payload: P,
    options: RequestOptions = {},
  ): Promise<ResponsePayload<T>> {
    if (this.closed) {
      const text = 'The connection is closed. Make the request on the next one.';
      return Promise.reject(new SmartMessagingError('unavailable', text, {messageType}));
    }
    const ready = this.#connected || (this.#options.skipHandshake === true && this.#wire.transport !== undefined);
    return this.#requester.request(messageType, payload, options, ready) as Promise<ResponsePayload<T>>;
  }

  /** The peer's window fired `load`. Returns whether that means that another document is there now. */
  peerLoaded(): boolean {
    return this.#replace(this.#document.load(), 'navigation');
  }

  /** Fails the requests that wait for the connection: it is not going to come. */
  failWaiting(error: SmartMessagingError): void {
    this.#requester.failQueued('unavailable', error.message);
  }

  /** Ends it for good; what is pending fails with `disconnected`. Closing twice is no error. */
  close(reason: DisconnectReason = 'closed'): void {
    if (this.closed) return;
    this.#listening.abort();
    this.#wire.transport = undefined; // nothing leaves any more, whatever is on its way through here just now
    this.#end(reason, true);
    if (this.#ready.settled) this.#ready = new Deferred();
    this.#ready.reject(new SmartMessagingError('unavailable', 'The connection is closed. Make another one.'));
  }

  readonly #receive = ({data, origin}: Incoming): void => {
    if (!isRecord(data)) {
      this.#wire.rejected(data, origin, 'shape');
      return;
    }
    const known = this.#document.origin;
    if (known !== undefined && known !== origin) {
      const asking = this.#handshake.running;
      this.#replace(new PeerDocument(), 'navigation');
      if (asking) void this.connect();
    }
    if (this.closed) return; // by whoever heard that the document before is gone
    this.#document.origin = origin;
    if (!isText(data['responseToMessageId'])) this.#responder.receive(data, origin);
    else if (this.#handshakeIds.has(data['responseToMessageId'])) this.#receiveHandshake(data, origin);
    else if (this.#requester.receive(data, origin)) this.#connect(origin);
  };

  #claims(data: unknown): boolean {
    if (!isRecord(data)) return false;
    const answered = data['responseToMessageId'];
    return isText(answered)
      ? this.#handshakeIds.has(answered) || this.#requester.awaits(answered)
      : data['messagingHandle'] === this.#options.messagingHandle;
  }

  #ask(): void {
    const {messagingHandle, handshakePayload} = this.#options;
    const messageId = randomId();
    this.#handshakeIds.add(messageId);
    this.#wire.send({messagingHandle, messageId, messageType: HANDSHAKE, payload: handshakePayload?.() ?? {}});
  }

  #receiveHandshake(data: JsonObject, origin: string): void {
    this.#wire.delivered(data, origin);
    const usable = isRecord(data['payload']) && !nestsDeeperThan(data['payload'], this.#limits.nesting);
    const payload = usable ? (data['payload'] as HandshakePayload) : {};
    if (isRecord(payload['error']) || isRecord(data['error'])) {
      this.#unavailable(
        new SmartMessagingError('refused', 'The handshake was refused. Check the messaging handle of the launch.', {
          messageType: HANDSHAKE,
          payload,
        }),
      );
      return;
    }
    this.#recognise(payload);
    this.#connect(origin, payload);
  }

  #unavailable(error: SmartMessagingError): void {
    if (this.#connected) return;
    this.#handshake.stop();
    if (this.#ready.settled) return;
    this.#ready.reject(error);
    this.#options.onUnavailable?.(error);
  }

  #timeoutError(): SmartMessagingError {
    const {connectTimeout = 10_000} = this.#options;
    const text = `No handshake in ${connectTimeout} ms. Check the handle and the origins on both sides, and that both use SMART Web Messaging.`;
    return new SmartMessagingError('timeout', text, {messageType: HANDSHAKE, elapsed: connectTimeout});
  }

  #connect(origin: string, capabilities?: HandshakePayload): void {
    if (this.closed) return;
    if (capabilities) this.capabilities = capabilities;
    this.#document.spoke = true;
    if (this.#connected) return;
    this.#connected = true;
    this.#handshake.stop();
    if (this.#ready.settled) this.#ready = new Deferred();
    this.#ready.resolve(this.capabilities);
    this.#requester.flush();
    if (this.#listening.signal.aborted) return; // by whoever heard of what was sent
    this.#options.onConnect?.(this.capabilities, origin);
  }

  #recognise(payload: HandshakePayload): void {
    const sign = readDocumentSign(payload);
    if (sign) this.#replace(this.#document.handshake(sign), 'reload');
  }

  #replace(document: PeerDocument, reason: DisconnectReason): boolean {
    if (document === this.#document) return false;
    document.origin ??= reason === 'reload' ? this.#document.origin : undefined;
    this.#document = document;
    this.#end(reason, false);
    return true;
  }

  #end(reason: DisconnectReason, queued: boolean): void {
    const wasConnected = this.#connected;
    this.#connected = false;
    this.capabilities = {};
    this.#handshake.stop();
    this.#handshakeIds.clear();
    if (this.closed) this.#responder.end();
    else this.#responder.forget();
    this.#requester.fail('disconnected', `The other side is gone (${reason}). Make the request again.`, {queued});
    if (wasConnected) this.#options.onDisconnect?.(reason);
  }
}
