import {SmartMessagingError} from '../protocol/errors.js';
import {isRecord, type JsonObject} from '../protocol/json.js';
import type {HandshakePayload, ResponseMessage} from '../protocol/messages.js';
import {notSupported, refusal} from '../protocol/refusals.js';
import {Admission, handlerFailed, handshakeIn, outOfScope, type Asked, type Verdict} from './admission.js';
import type {Peer} from './peer.js';
import {sendReply} from './reply.js';
import {sendError} from './send-error.js';
import type {ChannelLimits, ChannelOptions} from './types.js';
import type {Wire} from './wire.js';

/** A request that is to be served. */
export interface Admitted extends Asked {
  /** Aborted when the document that asked is gone. */
  signal: AbortSignal;
  /** It was answered for the last time. */
  isOver: boolean;
}

/** The peer's requests: each is checked, served once and answered once. */
export class Responder {
  #document = new AbortController();
  readonly #admission: Admission;
  readonly #wire: Wire;
  readonly #options: ChannelOptions;
  readonly #peer: Peer;
  readonly #nextId: () => string;

  constructor(wire: Wire, options: ChannelOptions, limits: ChannelLimits, peer: Peer, nextId: () => string) {
    this.#nextId = nextId;
    this.#wire = wire;
    this.#options = options;
    this.#peer = peer;
    this.#admission = new Admission(options, limits, peer);
  }

  /** The document that asked is gone: nothing of what it asked is answered any more. */
  forget(): void {
    this.end();
    this.#document = new AbortController();
    this.#admission.forget();
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
    this.#admission.served.begin(asked.messageId);
    return Object.assign(asked, {signal: this.#document.signal, isOver: false});
  }

  #refuse(asked: Asked, {reason, status, text = ''}: Verdict): void {
    const {data, messageId, messageType, origin} = asked;
    const {served} = this.#admission;
    this.#wire.rejected(data, origin, reason);
    const earlier = status || reason === 'duplicate' ? served.get(messageId) : undefined;
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
    if (answer && (reason === 'scope' || reason === 'shape')) served.finish(messageId, answer);
  }

  #shakeHands(asked: Asked, payload: HandshakePayload): void {
    const {served} = this.#admission;
    const [greeting, transfer] = this.#peer.createHandshakeResponse(payload, asked.messageId);
    const answer = this.#answer(asked, greeting, {transfer});
    if (!answer) return;
    served.finish(asked.messageId, answer);
    this.#peer.onHandshakeComplete(payload, asked.origin);
  }

  serve(asked: Admitted): void {
    const {serve = notSupported} = this.#options;
    const {messageType, messageId, payload, origin, signal} = asked;
    if (signal.aborted) return;
    const send = (content: object, more: boolean): boolean => this.#send(asked, content, more);
    try {
      const sending = sendReply(serve({messageType, messageId, payload, origin, signal}), send, signal);
      if (sending) void this.#keep(asked, sending);
    } catch (cause) {
      this.#fail(asked, handlerFailed(asked, cause));
    }
  }

  async #keep(asked: Admitted, sending: Promise<void>): Promise<void> {
    const end = this.#admission.keep(asked);
    try {
      await sending;
    } catch (cause) {
      this.#fail(asked, handlerFailed(asked, cause));
    } finally {
      end();
    }
  }

  /**
   * Unless the document that asked is gone by now, and refused where the scope was withdrawn since the request came.
   * Returns whether more may follow.
   */
  #send(asked: Admitted, payload: object, more: boolean): boolean {
    if (asked.signal.aborted) return false;
    const {messageType, started} = asked;
    const {served} = this.#admission; // to report the answer may bring another document
    const isAllowed = this.#admission.allows(asked);
    const content = isAllowed ? payload : refusal(messageType, 403, outOfScope(messageType));
    const goesOn = isAllowed && more;
    const onLost = (error: SmartMessagingError): void => this.#fail(asked, error);
    const message = this.#answer(asked, content, {more: goesOn, elapsed: performance.now() - started, onLost});
    if (message && !goesOn) served.finish(asked.messageId, message);
    return goesOn && !asked.isOver;
  }

  #fail(asked: Admitted, error: SmartMessagingError): void {
    const {messageId, messageType, started, signal, isOver} = asked;
    if (isOver || signal.aborted) return;
    asked.isOver = true;
    const {served} = this.#admission;
    const failed = refusal(messageType, 500, `${messageType} failed on the other side.`);
    const answer = this.#answer(asked, failed, {elapsed: performance.now() - started, onLost: ignore});
    served.finish(messageId, answer ?? this.#responseTo(messageId, failed)); // else for the peer's next try
    this.#options.onError?.(error);
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

const ignore = (): void => undefined;
