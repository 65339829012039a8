import type {MessageType, RequestPayload, ResponsePayload} from '../protocol/catalog.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {messageIds} from '../protocol/ids.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import {HANDSHAKE, type HandshakePayload} from '../protocol/messages.js';
import type {Incoming, Rejected, Transport} from '../transport/transport.js';
import {closedError, listenError} from './connection-errors.js';
import {Deferred} from './deferred.js';
import {EventQueue} from './event-queue.js';
import {isHandle} from './handle.js';
import {Handshake} from './handshake.js';
import {HandshakePayloads} from './handshake-payloads.js';
import {mergeLimits} from './limits.js';
import {PeerDocument, readDocumentIdentity} from './peer-document.js';
import {Quarantine, quarantineError} from './quarantine.js';
import {Requester} from './requester.js';
import type {Peer} from './peer.js';
import {Responder, type Admitted} from './responder.js';
import {sendError} from './send-error.js';
import {duration} from './timer.js';
import {type ChannelLimits, type ChannelOptions, type DisconnectReason, type RequestOptions} from './types.js';
import {Turns} from '../transport/turns.js';
import {Verification} from './verification.js';
import {estimateSize} from './estimate-size.js';
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
  peerHandshake: HandshakePayload = {};
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;
  readonly #queue: EventQueue;
  readonly #nextId = messageIds();
  readonly #wire: Wire;
  readonly #requester: Requester;
  readonly #responder: Responder;
  readonly #handshake: Handshake;
  readonly #handshakePayloads: HandshakePayloads;
  readonly #quarantine: Quarantine;
  readonly #verification = new Verification(
    () => this.#queue.run(() => this.#ask(true)),
    () => this.#wire.transport?.closePort?.(),
  );
  readonly #handshakeIds = new Set<string>();
  readonly #listening = new AbortController();
  #turns: Turns | undefined;
  #state: ChannelState = 'waiting';
  #document = new PeerDocument();
  #ready = new Deferred<HandshakePayload>();
  /** Why the latest handshake could not be sent. */
  #sendError: SmartMessagingError | undefined;
  #listenError: SmartMessagingError | undefined;

  /**
   * Without a transport, requests wait for `attach()`.
   *
   * With a queue the callbacks of the options belong to whoever has it: they are called in the middle of a transition, and
   * add to the queue what they emit. Without one they are called once the channel has come to rest.
   *
   * @throws {SmartMessagingError} `invalid-request` for a transport without a messaging handle.
   */
  constructor(transport: Transport | undefined, given: ChannelOptions, queue?: EventQueue) {
    this.#queue = queue ?? new EventQueue();
    const options = queue ? given : calledAtRest(given, this.#queue);
    const limits = mergeLimits(options.limits);
    this.#limits = limits;
    this.#options = options;
    this.#handshakePayloads = new HandshakePayloads(options);
    this.#quarantine = new Quarantine(limits.maxRefusals, options, (drop) => this.#ignore(drop));
    this.#wire = new Wire(options, (reason) => this.#quarantine.recordFailure(reason === 'limit'));
    this.#requester = new Requester(this.#wire, options, limits, this.#queue, this.#nextId, (isLate, work) =>
      this.#afterWaiting(isLate, work),
    );
    const peer: Peer = {
      introduced: (payload) => this.#recognise(payload),
      received: (origin) => this.#connect(origin),
      createHandshakeResponse: (payload, messageId) =>
        this.#handshakePayloads.answer(payload, () => this.#wire.transport?.offerPort?.(messageId)),
      onHandshakeComplete: (payload, origin) => this.#connect(origin, payload),
    };
    this.#responder = new Responder(this.#wire, options, limits, peer, this.#nextId);
    this.#handshake = new Handshake(
      () => this.#queue.run(() => this.#ask()),
      (elapsed) => {
        const text = `No handshake in ${elapsed} ms: no message with this handle came from an allowed origin.`;
        const {code = 'timeout', message = text, cause} = this.#sendError ?? {};
        const error = new SmartMessagingError(code, message, {messageType: HANDSHAKE, elapsed, cause});
        this.#afterWaiting(false, () => this.#queue.run(() => this.#unavailable(error)));
      },
    );
    if (transport) this.attach(transport);
  }

  get connected(): boolean {
    return this.#state === 'connected';
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** The peer has sent far too much: nothing of it is heard until `resume()`. */
  get quarantined(): boolean {
    return this.#quarantine.active;
  }

  /** Hears the peer again. */
  resume(): void {
    if (!this.quarantined) return;
    this.#quarantine.end();
    this.#responder.reset();
    this.#wire.transport?.pause?.(undefined);
    this.#options.onQuarantine?.(false);
  }

  /**
   * Serves the peer's requests that come by this transport from now on, without asking for a handshake.
   *
   * @throws {SmartMessagingError} `invalid-request` without a messaging handle.
   */
  attach(transport: Transport): void {
    if (this.closed || this.#wire.transport) return;
    if (!isText(this.#options.messagingHandle)) {
      throw new SmartMessagingError('invalid-request', 'There is no messaging handle. Give the handle of the launch.');
    }
    this.#wire.transport = transport;
    const {signal} = this.#listening;
    const onRejected = ({data, origin, reason, expected}: Rejected): void =>
      this.#wire.rejected(data, origin, reason, {expected});
    const claims = (data: unknown): boolean => this.#claims(data);
    const {turns = new Turns()} = transport;
    this.#turns = turns;
    const listener = transport.turns
      ? this.#receive
      : (incoming: Incoming): void => turns.take((isTooMuch) => this.#receive(incoming, isTooMuch));
    const onDropped = (): void => this.#queue.run(() => this.#drop());
    const maxWaiting = this.#limits.backlog;
    if (!transport.turns) Object.assign(turns, {most: maxWaiting, onDropped});
    const options = {signal, onRejected, claims, maxWaiting, onDropped};
    new Promise((resolve) => resolve(transport.listen(listener, options))).catch((cause: unknown) => {
      this.#queue.run(() => this.#unavailable((this.#listenError = listenError(cause))));
    });
    // Behind the handshake of whoever goes on to connect: the peer would take them for the earlier document's.
    if (this.#options.skipHandshake) queueMicrotask(() => this.#queue.run(() => this.#requester.flush()));
  }

  /**
   * Asks the peer for a handshake until one side's is answered (SWM-12). Resolves with what the peer's said.
   *
   * @throws {SmartMessagingError} `timeout`, `refused`, or `unavailable` once the channel is closed.
   */
  connect(): Promise<HandshakePayload> {
    if (this.#state === 'waiting') {
      this.#renewReady();
      this.#queue.run(() => this.#handshake.start(duration(this.#options.connectTimeout, 10_000)));
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
    if (this.closed) return Promise.reject(closedError(messageType));
    if (this.quarantined) return Promise.reject(quarantineError(messageType));
    const ready = this.connected || (this.#options.skipHandshake === true && this.#wire.transport !== undefined);
    return this.#queue.run(() => this.#requester.request(messageType, payload, options, ready)) as Promise<
      ResponsePayload<T>
    >;
  }

  /** The peer's window fired `load`. Returns whether that means that another document is there now. */
  peerLoaded(): boolean {
    return this.#queue.run(() => {
      const document = this.#document.load();
      if (document === this.#document && document.hasReceived) this.#verify();
      const isAnother = this.#replace(document, 'navigation');
      if (isAnother) this.#turns?.clear();
      return isAnother;
    });
  }

  /** Fails the requests that wait for the connection: it is not going to come. */
  failWaiting(error: SmartMessagingError): void {
    this.#requester.fail('unavailable', error.message, true);
  }

  /** Ends it for good; what is pending fails with `disconnected`. Closing twice is no error. */
  close(reason: DisconnectReason = 'closed'): void {
    if (this.closed) return;
    this.#queue.run(() => {
      this.resume();
      const wasConnected = this.connected;
      this.#enter('closed');
      this.#listening.abort();
      this.#wire.transport = undefined;
      this.#end(reason, wasConnected);
      this.#renewReady();
      this.#ready.reject(closedError());
    });
  }

  /** A request's event is the decision about it: it comes when everything decided before it has been emitted. */
  readonly #receive = (incoming: Incoming, isTooMuch = false): void => {
    let admitted: Admitted | undefined;
    this.#queue.begin();
    try {
      admitted = this.#admit(incoming, isTooMuch);
    } finally {
      this.#queue.end();
    }
    if (!admitted) return;
    const request = admitted;
    if (this.#queue.isIdle) this.#responder.serve(request);
    else this.#queue.add(() => this.#responder.serve(request));
  };

  #admit(incoming: Incoming, isTooMuch: boolean): Admitted | undefined {
    const {data, origin, ports, byPort} = incoming;
    if (!this.#isListed(origin)) {
      this.#wire.rejected(data, origin, 'origin', {expected: this.#options.origins});
    } else if (this.#wire.transport?.allows?.(origin) === false) {
      this.#wire.rejected(data, origin, 'origin'); // it was when the message came
    } else if (this.quarantined) {
      this.#quarantine.drop();
    } else if (!isEnvelope(data)) {
      this.#wire.foreign(data, origin);
    } else if (byPort && this.#document.replaced(data)) {
      this.#wire.rejected(data, origin, 'unmatched');
    } else if (!this.#holds(incoming, data)) {
      return this.#admitKnown(data, origin, ports?.[0], byPort === true, isTooMuch);
    }
    return undefined;
  }

  /** Keeps a message of a port back until it is certain that the port is still in the right hands. */
  #holds(incoming: Incoming, data: JsonObject): boolean {
    const {origin} = incoming;
    const known = this.#document.origin;
    if (known !== undefined && known !== origin) {
      const asking = this.#handshake.running;
      this.#replace(new PeerDocument(), 'navigation', origin);
      if (asking) void this.connect();
    }
    this.#document.origin = origin;
    if (this.#verification.awaits(data['responseToMessageId']) || !this.#verification.holds(incoming)) return false;
    if (this.#verification.size > this.#limits.backlog) this.#distrustPort();
    return true;
  }

  #admitKnown(
    message: JsonObject,
    origin: string,
    port: MessagePort | undefined,
    byPort: boolean,
    isTooMuch: boolean,
  ): Admitted | undefined {
    if (!byPort && this.#verification.isOpen && this.#claims(message) && this.#document.signed(message))
      this.#trustPort();
    const answered = message['responseToMessageId'];
    if (!isText(answered)) return this.#responder.admit(message, origin, isTooMuch);
    if (this.#handshakeIds.delete(answered)) {
      this.#receiveHandshake(message, origin, port);
    } else {
      if (this.#requester.awaits(message)) this.#connect(origin);
      this.#requester.receive(message, origin, isTooMuch);
    }
    return undefined;
  }

  /** Checked here, too: a transport of the page's own may take messages from anywhere. */
  #isListed(origin: string): boolean {
    return this.#options.origins?.includes(origin) !== false;
  }

  /** One that was dropped unread may have been an answer. */
  #drop(): void {
    this.#quarantine.recordFailure(true);
    this.#requester.fail('limit', 'The other side has sent too much: answers may be among what was dropped.', false);
  }

  /** What has come by now may be what was waited for. */
  #afterWaiting(isLate: boolean, work: () => void): void {
    if (this.#turns && (isLate || this.#turns.length > 0)) this.#turns.afterWaiting(work);
    else work();
  }

  #ignore(drop: () => void): void {
    this.#turns?.clear();
    this.#wire.transport?.pause?.(drop);
    this.#requester.fail('limit', quarantineError().message, false);
  }

  #claims(data: unknown): boolean {
    if (!isRecord(data)) return false;
    const answered = data['responseToMessageId'];
    return isText(answered)
      ? this.#handshakeIds.has(answered) || this.#requester.awaits(data)
      : isHandle(data['messagingHandle'], this.#options);
  }

  #ask(toWindow = false): string {
    const messageId = this.#nextId();
    this.#handshakeIds.add(messageId);
    const {messagingHandle} = this.#options;
    const payload = toWindow ? this.#handshakePayloads.check : this.#handshakePayloads.question;
    this.#sendError = this.#listenError;
    const onLost = (cause: unknown): void => {
      this.#sendError = sendError(cause, payload, 'The handshakePayload');
    };
    this.#wire.send({messagingHandle, messageId, messageType: HANDSHAKE, payload}, onLost, {toWindow});
    return messageId;
  }

  /** A port ends with its document: the one that is in the window now has to show that it is the same. */
  #verify(): void {
    if (!this.#document.named) {
      this.#distrustPort();
      return;
    }
    this.#wire.transport?.holdPort?.(true);
    this.#verification.begin(duration(this.#options.connectTimeout, 10_000));
  }

  /** The window still has the document that the port was given to. */
  #trustPort(): void {
    const held = this.#verification.end();
    this.#wire.transport?.holdPort?.(false);
    for (const incoming of held) this.#receive(incoming);
  }

  #distrustPort(): void {
    this.#verification.end();
    this.#wire.transport?.closePort?.();
  }

  #receiveHandshake(data: JsonObject, origin: string, port: MessagePort | undefined): void {
    this.#wire.delivered(data, origin);
    const usable = isRecord(data['payload']) && estimateSize(data['payload'], this.#limits.maxDepth) < Infinity;
    const payload = usable ? (data['payload'] as HandshakePayload) : {};
    if (isRecord(payload.error) || isRecord(data['error'])) {
      const text = 'The handshake was refused. Check the messaging handle of the launch.';
      this.#unavailable(new SmartMessagingError('refused', text, {messageType: HANDSHAKE, payload}));
      return;
    }
    if (port && this.#options.messagePort === 'accept') {
      this.#wire.transport?.acceptPort?.(port, data['responseToMessageId'] as string);
    }
    const isVerified = this.#verification.awaits(data['responseToMessageId']);
    this.#recognise(payload);
    if (isVerified && !readDocumentIdentity(payload)) this.#replace(new PeerDocument(true), 'navigation', origin);
    this.#connect(origin, payload);
    if (isVerified) this.#trustPort();
  }

  #unavailable(error: SmartMessagingError): void {
    if (this.#state !== 'waiting') return;
    this.#handshake.stop();
    if (this.#ready.settled) return;
    this.#ready.reject(error);
    this.#options.onUnavailable?.(error);
  }

  #connect(origin: string, handshake?: HandshakePayload): void {
    if (this.closed) return;
    if (handshake) this.peerHandshake = handshake;
    this.#document.hasReceived = true;
    if (!this.#enter('connected')) return;
    this.#handshake.stop();
    this.#renewReady();
    this.#ready.resolve(this.peerHandshake);
    this.#requester.flush();
    this.#options.onConnect?.(this.peerHandshake, origin);
  }

  #recognise(payload: HandshakePayload): void {
    const sign = readDocumentIdentity(payload);
    if (sign) this.#replace(this.#document.handshake(sign), 'reload', this.#document.origin);
  }

  #replace(document: PeerDocument, reason: DisconnectReason, origin?: string): boolean {
    if (document === this.#document) return false;
    document.origin = origin;
    this.#document = document;
    this.#wire.transport?.renew?.(origin);
    this.#end(reason, this.#enter('waiting'));
    return true;
  }

  #end(reason: DisconnectReason, wasConnected: boolean): void {
    this.#verification.end();
    this.peerHandshake = {};
    this.#handshake.stop();
    this.#handshakeIds.clear();
    if (this.closed) this.#responder.end();
    else this.#responder.forget();
    for (const queued of this.closed ? [false, true] : [false])
      this.#requester.fail('disconnected', `The other side is gone (${reason}). Make the request again.`, queued);
    if (this.closed) this.#requester.end();
    if (wasConnected) this.#options.onDisconnect?.(reason);
  }

  /** Returns whether that is a transition. */
  #enter(state: ChannelState): boolean {
    const isTransition = transitions[this.#state].includes(state);
    if (isTransition) this.#state = state;
    return isTransition;
  }

  #renewReady(): void {
    if (this.#ready.settled) this.#ready = new Deferred();
  }
}

/** Anything else is not of this protocol: of session recorders, resizers, extensions. */
const isEnvelope = (data: unknown): data is JsonObject =>
  isRecord(data) && (isText(data['responseToMessageId']) || (isText(data['messageId']) && isText(data['messageType'])));

type ChannelState = 'waiting' | 'connected' | 'closed';

/** A document of the peer's follows another; nothing follows the end. */
const transitions: Readonly<Record<ChannelState, readonly ChannelState[]>> = {
  waiting: ['connected', 'closed'],
  connected: ['waiting', 'closed'],
  closed: [],
};

const callbacks = [
  'onConnect',
  'onDisconnect',
  'onUnavailable',
  'onQuarantine',
  'onFlood',
  'onMessage',
  'onResponse',
  'onError',
] as const;

function calledAtRest(options: ChannelOptions, queue: EventQueue): ChannelOptions {
  const own = Object.create(options) as Record<string, unknown>;
  for (const name of callbacks) {
    const call = options[name] as ((...args: unknown[]) => void) | undefined;
    if (call) own[name] = (...args: unknown[]) => queue.add(() => call.apply(options, args));
  }
  return own as unknown as ChannelOptions;
}
