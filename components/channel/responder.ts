import {SmartMessagingError} from '../protocol/errors.js';
import {isRecord, type JsonObject} from '../protocol/json.js';
import type {HandshakePayload, ResponseMessage} from '../protocol/messages.js';
import {notSupported, refusal} from '../protocol/refusals.js';
import {Admission, handshakeIn, outOfScope, type Asked, type Verdict} from './admission.js';
import {sendReply} from './reply.js';
import {sendError} from './send-error.js';
import {ServedRequests} from './served-requests.js';
import type {ChannelLimits, ChannelOptions} from './types.js';
import type {Wire} from './wire.js';

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

/** A request that is to be served, and whether the document that asked is still there. */
export interface Admitted extends Asked {
  signal: AbortSignal;
}

/** The peer's requests: each is checked, served once and answered once. */
export class Responder {
  #served!: ServedRequests;
  #document!: AbortController;
  readonly #admission: Admission;
  readonly #wire: Wire;
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;
  readonly #peer: Peer;
  readonly #nextId: () => string;

  constructor(wire: Wire, options: ChannelOptions, limits: ChannelLimits, peer: Peer, nextId: () => string) {
    this.#nextId = nextId;
    this.#wire = wire;
    this.#options = options;
    this.#limits = limits;
    this.#peer = peer;
    this.#admission = new Admission(options, limits, {
      served: () => this.#served,
      allows: (asked) => this.#allows(asked),
      identify: (asked) => this.#identify(asked),
    });
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

  /** What the peer did so far is forgiven. */
  reset(): void {
    this.#admission.reset();
  }

  /** Answers a handshake, and what is refused. Returns a request that is to be served. */
  admit(data: JsonObject, origin: string, isTooMuch: boolean): Admitted | undefined {
    const asked = this.#admission.toAsked(data, origin, isTooMuch);
    const verdict = this.#admission.admit(asked);
    if (verdict) {
      this.#refuse(asked, verdict);
      return undefined;
    }
    this.#wire.delivered(data, origin);
    const handshake = handshakeIn(asked);
    if (handshake) {
      this.#shakeHands(asked, handshake);
      return undefined;
    }
    this.#served.begin(asked.messageId);
    return Object.assign(asked, {signal: this.#document.signal});
  }

  #begin(): void {
    this.#document = new AbortController();
    this.#served = new ServedRequests(this.#limits.deduplicationIds);
  }

  #identify(asked: Asked): void {
    const handshake = handshakeIn(asked);
    if (handshake) this.#peer.introduced(handshake);
    else this.#peer.received(asked.origin);
  }

  #refuse(asked: Asked, {reason, status, text = ''}: Verdict): void {
    const {data, messageId, messageType, origin} = asked;
    this.#wire.rejected(data, origin, reason);
    const earlier = status || reason === 'duplicate' ? this.#served.get(messageId) : undefined;
    if (reason === 'duplicate') {
      const isSent = earlier === 'working' || (earlier && earlier !== 'forgotten' && this.#wire.send(earlier, ignore));
      if (!isSent) this.#answer(asked, refusal(messageType, 409, 'Answered before; the answer is no longer kept.'));
      return;
    }
    // An id that has an answer, or will have one, gets no other: a second answer would pass for the first.
    if (!status || earlier) return;
    const code = reason === 'handle' ? 'security' : undefined;
    const answer = this.#answer(asked, refusal(messageType, status, text, code));
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

  /** Unless the document that asked is gone by now. */
  async serve(asked: Admitted): Promise<void> {
    const {messageId, messageType, payload, origin, started, signal} = asked;
    if (signal.aborted) return;
    const served = this.#served;
    let isOver = false;
    const fail = (error: SmartMessagingError): void => {
      if (isOver || signal.aborted) return;
      isOver = true;
      const failed = refusal(messageType, 500, `${messageType} failed on the other side.`);
      const elapsed = performance.now() - started;
      const answer = this.#answer(asked, failed, {elapsed, onLost: ignore});
      served.finish(messageId, answer ?? this.#responseTo(messageId, failed)); // else for the peer's next try
      this.#options.onError?.(error);
    };
    const answer = (reply: object, more: boolean): void => {
      const message = this.#answer(asked, reply, {more, elapsed: performance.now() - started, onLost: fail});
      if (message && !more) served.finish(messageId, message);
    };
    // The scope may have been withdrawn since the request came.
    const send = (reply: object, more: boolean): void => {
      const isAllowed = this.#allows(asked);
      if (isAllowed) answer(reply, more);
      else answer(refusal(messageType, 403, outOfScope(messageType)), false);
      if (!isAllowed || isOver) throw ended;
    };
    const {serve = notSupported} = this.#options;
    const end = this.#admission.begin(asked);
    try {
      await sendReply(serve({messageType, messageId, payload, origin, signal}), send, signal);
    } catch (cause) {
      if (cause !== ended) fail(this.#failure(asked, cause));
    } finally {
      end();
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

  #responseTo(messageId: string, payload: object, more = false): ResponseMessage {
    const response: ResponseMessage = {messageId: this.#nextId(), responseToMessageId: messageId, payload};
    if (more) response.additionalResponsesExpected = true;
    return response;
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
    const answer = this.#responseTo(messageId, payload, more);
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
