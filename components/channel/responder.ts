import {SmartMessagingError} from '../protocol/errors.js';
import {randomId} from '../protocol/ids.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import {HANDSHAKE, type HandshakePayload, type ResponseMessage} from '../protocol/messages.js';
import {notSupported, refusal, type RefusalStatus} from '../protocol/refusals.js';
import type {CircuitBreaker} from './circuit-breaker.js';
import {isHandle} from './handle.js';
import {sendReply} from './reply.js';
import {serving, deserializing} from '../transport/token-bucket.js';
import {RequestRates} from './request-rates.js';
import {sendError} from './send-error.js';
import {ServedRequests} from './served-requests.js';
import type {ChannelLimits, ChannelOptions, RejectionReason} from './types.js';
import {estimateSize} from './estimate-size.js';
import type {Wire} from './wire.js';

const longestName = 1024;

const isName = (value: unknown): value is string => isText(value) && value.length <= longestName;

/** What the channel wants to know of the peer's requests that carry the right handle. */
export interface Peer {
  /** Before such a handshake is looked at further: it may come from another document than the one so far. */
  introduced(payload: HandshakePayload): void;
  /** It is there. */
  received(origin: string): void;
  /** What its handshake is answered with, and what goes with the answer. */
  createHandshakeResponse(
    payload: HandshakePayload,
    messageId: string,
  ): [answer: HandshakePayload, transfer?: Transferable[]];
  /** It was given the answer to its handshake. */
  onHandshakeComplete(payload: HandshakePayload, origin: string): void;
}

export interface Asked {
  data: JsonObject;
  messageId: string;
  messageType: string;
  payload: object;
  origin: string;
  /** By the clock of `performance.now()`. */
  started: number;
  /** Of the document that asked. */
  signal: AbortSignal | undefined;
}

/** The peer's requests: each is checked, served once and answered once. */
export class Responder {
  #served!: ServedRequests;
  #document!: AbortController;
  /** Of all documents that there were: a new one does not make room for more. */
  #working = 0;
  #rates!: RequestRates;
  readonly #circuitBreaker: CircuitBreaker;
  readonly #wire: Wire;
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;
  readonly #peer: Peer;

  constructor(wire: Wire, options: ChannelOptions, limits: ChannelLimits, peer: Peer, circuitBreaker: CircuitBreaker) {
    this.#wire = wire;
    this.#options = options;
    this.#limits = limits;
    this.#peer = peer;
    this.#circuitBreaker = circuitBreaker;
    this.reset();
    this.#begin();
  }

  /** The document that asked is gone: nothing of what it asked is answered any more. */
  forget(): void {
    this.end();
    this.#begin();
  }

  /** Nothing is served any more, whatever is on its way through here just now. */
  end(): void {
    this.#document.abort();
  }

  /** Answers a handshake, and what is refused. Returns a request that is to be served. `started` is when the page began to be busy with it. */
  admit(data: JsonObject, origin: string, started: number, isTooMuch: boolean): Asked | undefined {
    const asked = this.#admit(data, origin, started, isTooMuch);
    if (!asked) this.#charge(started);
    return asked;
  }

  /** Unless the document that asked is gone by now. */
  serve(asked: Asked): void {
    const {signal} = this.#document;
    if (signal !== asked.signal || signal.aborted) return;
    void this.#serve(asked, signal);
    this.#charge(asked.started);
  }

  /** The peer's message has kept the page busy for so many milliseconds before it could be read. Returns whether it may. */
  deserialized(milliseconds: number): boolean {
    const isAllowed = this.#rates.charge(milliseconds, deserializing);
    if (!isAllowed) this.#circuitBreaker.charge(milliseconds, deserializing);
    return isAllowed;
  }

  /** Returns whether a message that is not even looked at is within what the peer may send. */
  allows(now: number): boolean {
    return this.#rates.take(now);
  }

  /** What the peer did so far is forgiven. */
  reset(): void {
    this.#rates = new RequestRates(this.#limits);
  }

  #begin(): void {
    this.#document = new AbortController();
    this.#served = new ServedRequests(this.#limits.deduplicationIds);
  }

  #admit(data: JsonObject, origin: string, now: number, isTooMuch: boolean): Asked | undefined {
    const {messageId, messageType, messagingHandle, payload = {}} = data;
    // Types are named in errors and in the console, which are no place for the handle.
    if (!isName(messageId) || !isName(messageType) || messageType === this.#options.messagingHandle) {
      this.#wire.rejected(data, origin, 'shape');
      return undefined;
    }
    const asked: Asked = {data, messageId, messageType, payload: {}, origin, started: now, signal: undefined};
    if (!this.#rates.take(now) || isTooMuch) {
      this.#refuse(asked, 'limit', 429, tooMuch);
    } else if (!isHandle(messagingHandle, this.#options)) {
      this.#refuse(asked, 'handle', 403, 'The messaging handle is not that of this launch.');
    } else if (!this.#rates.takeOf(messageType, now)) {
      this.#refuse(asked, 'limit', 429, tooMuch);
    } else {
      return this.#admitKnown(asked, payload ?? {});
    }
    return undefined;
  }

  #admitKnown(asked: Asked, payload: unknown): Asked | undefined {
    const {data, messageId, messageType, origin} = asked;
    const usable = isRecord(payload) && estimateSize(payload, this.#limits.maxDepth) < Infinity;
    const isHandshake = messageType === HANDSHAKE && usable;
    if (isHandshake) this.#peer.introduced(payload);
    else this.#peer.received(origin);
    const earlier = this.#served.get(messageId);
    if (earlier) {
      this.#wire.rejected(data, origin, 'duplicate');
      const text = 'Answered before; the answer is no longer kept.';
      if (earlier === 'forgotten' || (earlier !== 'working' && !this.#wire.send(earlier, ignore)))
        this.#answer(asked, refusal(messageType, 409, text));
    } else if (!this.#allows(asked)) {
      this.#refuse(asked, 'scope', 403, outOfScope(messageType));
    } else if (!isRecord(payload)) {
      this.#refuse(asked, 'shape', 400, 'The payload must be an object.');
    } else if (!usable || this.#working >= this.#limits.inFlight) {
      this.#refuse(asked, 'limit', 429, usable ? tooMuch : 'The payload is nested too deep, or has holes.');
    } else {
      this.#wire.delivered(data, origin);
      if (!isHandshake) {
        this.#served.begin(messageId);
        return Object.assign(asked, {payload, signal: this.#document.signal});
      }
      this.#shakeHands(asked, payload);
    }
    return undefined;
  }

  /** An id that has an answer, or will have one, gets no other: a second answer would pass for the first. */
  #refuse(asked: Asked, reason: RejectionReason, status: RefusalStatus, text: string): void {
    const {data, messageId, messageType, origin} = asked;
    this.#wire.rejected(data, origin, reason);
    if (this.#served.get(messageId)) return;
    const answer = this.#answer(
      asked,
      refusal(messageType, status, text, reason === 'handle' ? 'security' : undefined),
    );
    // What is answered so whatever its id is not remembered: it might yet be asked as it should be.
    if (answer && (reason === 'scope' || reason === 'shape')) this.#served.finish(messageId, answer);
  }

  #shakeHands(asked: Asked, payload: HandshakePayload): void {
    const [greeting, transfer] = this.#peer.createHandshakeResponse(payload, asked.messageId);
    const answer = this.#answer(asked, greeting, {transfer});
    if (!answer) return;
    this.#served.finish(asked.messageId, answer);
    this.#peer.onHandshakeComplete(payload, asked.origin);
  }

  async #serve(asked: Asked, signal: AbortSignal): Promise<void> {
    const {messageId, messageType, payload, origin, started} = asked;
    const served = this.#served;
    let isOver = false;
    const fail = (error: SmartMessagingError): void => {
      if (isOver || signal.aborted) return;
      isOver = true;
      const failed = refusal(messageType, 500, `${messageType} failed on the other side.`);
      const elapsed = performance.now() - started;
      const answer = this.#answer(asked, failed, {elapsed, onLost: ignore});
      served.finish(messageId, answer ?? responseTo(messageId, failed)); // else for the peer's next try
      this.#options.onError?.(error);
    };
    const answer = (reply: object, more: boolean): void => {
      const sending = performance.now();
      const message = this.#answer(asked, reply, {more, elapsed: sending - started, onLost: fail});
      if (message && !more) served.finish(messageId, message);
      this.#charge(sending);
    };
    // The scope may have been withdrawn since the request came.
    const send = (reply: object, more: boolean): void => {
      const isAllowed = this.#allows(asked);
      if (isAllowed) answer(reply, more);
      else answer(refusal(messageType, 403, outOfScope(messageType)), false);
      if (!isAllowed || isOver) throw ended;
    };
    const {serve = notSupported} = this.#options;
    this.#working++;
    try {
      await sendReply(serve({messageType, messageId, payload, origin, signal}), send, signal);
    } catch (cause) {
      if (cause !== ended) fail(this.#failure(asked, cause));
    } finally {
      this.#working--;
    }
  }

  /** Nothing but `true` allows: no promise does, and no error. */
  #allows(asked: Asked): boolean {
    const {authorize} = this.#options;
    try {
      return !authorize || (authorize(asked.messageType) as unknown) === true;
    } catch (cause) {
      this.#options.onError?.(this.#failure(asked, cause));
      return false;
    }
  }

  #failure({messageType, messageId, started}: Asked, cause: unknown): SmartMessagingError {
    const text = `The listener that answers ${messageType} threw, or its promise was rejected. Mend it: see the cause.`;
    return new SmartMessagingError('handler-failed', text, {
      messageType,
      messageId,
      elapsed: performance.now() - started,
      cause,
    });
  }

  #charge(started: number): void {
    this.#rates.charge(performance.now() - started, serving);
  }

  /** Returns the answer, or `undefined` where the transport failed, which `onLost` takes. */
  #answer(
    {messageId, messageType}: Asked,
    payload: object,
    {more = false, elapsed = 0, transfer, onLost = this.#options.onError}: AnswerOptions = {},
  ): ResponseMessage | undefined {
    const details = {messageType, messageId, elapsed};
    if (!isRecord(payload)) {
      const text = `The answer to ${messageType} is no object. Answer with one.`;
      onLost?.(new SmartMessagingError('invalid-response', text, details));
      return undefined;
    }
    const answer = responseTo(messageId, payload, more);
    const lose = (cause: unknown): void => onLost?.(sendError(cause, payload, `The answer to ${messageType}`, details));
    return this.#wire.send(answer, lose, {elapsed, transfer}) ? answer : undefined;
  }
}

interface AnswerOptions {
  more?: boolean;
  elapsed?: number;
  transfer?: Transferable[] | undefined;
  /** Takes why it was not sent. Default: `onError`. */
  onLost?: ((error: SmartMessagingError) => void) | undefined;
}

/** Nothing more of a reply is wanted: the scope was withdrawn, or an earlier part was not sent. */
const ended = new Error();

const ignore = (): void => undefined;

const outOfScope = (messageType: string): string => `The granted scopes do not allow ${messageType}.`;

const tooMuch = 'Too much in a short time. Send fewer, later.';

const responseTo = (messageId: string, payload: object, more = false): ResponseMessage => ({
  messageId: randomId(),
  responseToMessageId: messageId,
  ...(more && {additionalResponsesExpected: true}),
  payload,
});
