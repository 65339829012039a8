import {SmartMessagingError} from '../protocol/errors.js';
import {randomId} from '../protocol/ids.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import {HANDSHAKE, type HandshakePayload, type ResponseMessage} from '../protocol/messages.js';
import {notSupported, refusal, type RefusalStatus} from '../protocol/refusals.js';
import {nestsDeeperThan} from './nesting.js';
import {Rate} from './rate.js';
import {sendReply} from './reply.js';
import {ServedRequests} from './served-requests.js';
import type {ChannelLimits, ChannelOptions, RejectionReason} from './types.js';
import type {Wire} from './wire.js';

const longestName = 1024;

const isName = (value: unknown): value is string => isText(value) && value.length <= longestName;

/** What the channel wants to know of the peer's requests that carry the right handle. */
export interface Peer {
  /** Before such a handshake is looked at further: it may come from another document than the one so far. */
  introduced(payload: HandshakePayload): void;
  /** It is there. */
  spoke(origin: string): void;
  /** It was given the answer to its handshake. */
  shookHands(payload: HandshakePayload, origin: string): void;
}

interface Asked {
  data: JsonObject;
  messageId: string;
  messageType: string;
  origin: string;
}

/** The peer's requests: each is checked, served once and answered once. */
export class Responder {
  #served: ServedRequests;
  #document = new AbortController();
  /** Of all documents that there were: a new one does not make room for more. */
  #working = 0;
  readonly #rate: Rate;
  readonly #wire: Wire;
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;
  readonly #peer: Peer;

  constructor(wire: Wire, options: ChannelOptions, limits: ChannelLimits, peer: Peer) {
    this.#wire = wire;
    this.#options = options;
    this.#limits = limits;
    this.#peer = peer;
    this.#rate = new Rate(limits.perSecond, limits.burst);
    this.#served = new ServedRequests(limits.remembered);
  }

  /** The document that asked is gone: nothing of what it asked is answered any more. */
  forget(): void {
    this.#document.abort();
    this.#document = new AbortController();
    this.#served = new ServedRequests(this.#limits.remembered);
  }

  /** Nothing is served any more, whatever is on its way through here just now. */
  end(): void {
    this.#document.abort();
  }

  receive(data: JsonObject, origin: string): void {
    const {messageId, messageType, messagingHandle} = data;
    if (!isName(messageId) || !isName(messageType)) {
      this.#wire.rejected(data, origin, 'shape');
      return;
    }
    const asked: Asked = {data, messageId, messageType, origin};
    if (!this.#rate.take()) {
      this.#refuseOnce(asked, 'limit', refusal(messageType, 429, 'Too much in a short time. Send fewer, later.'));
    } else if (messagingHandle !== this.#options.messagingHandle) {
      const text = 'The messaging handle is missing or is not the one of this launch. Use the one from the launch.';
      this.#refuseOnce(asked, 'handle', refusal(messageType, 403, text, 'security'));
    } else {
      this.#receiveKnown(asked);
    }
  }

  #receiveKnown(asked: Asked): void {
    const {data, messageId, messageType, origin} = asked;
    const payload = data['payload'] ?? {};
    const tooDeep = nestsDeeperThan(payload, this.#limits.nesting);
    const isHandshake = messageType === HANDSHAKE && isRecord(payload) && !tooDeep;
    if (isHandshake) this.#peer.introduced(payload);
    else this.#peer.spoke(origin);
    const {signal} = this.#document;
    const isGone = (): boolean => signal.aborted;
    if (isGone()) return; // whoever heard of it has ended the connection

    const earlier = this.#served.get(messageId);
    if (earlier !== undefined) {
      this.#repeat(asked, earlier);
    } else if (this.#options.authorize?.(messageType) === false) {
      this.#refuse(asked, 'scope', 403, `The granted scopes do not allow ${messageType}.`, true);
    } else if (!isRecord(payload)) {
      this.#refuse(asked, 'shape', 400, 'The payload must be an object.', true);
    } else if (tooDeep) {
      this.#refuse(
        asked,
        'limit',
        429,
        `The payload is nested deeper than ${this.#limits.nesting} levels, or has holes.`,
      );
    } else if (this.#working >= this.#limits.inFlight) {
      this.#refuse(asked, 'limit', 429, 'Too many requests are being answered. Wait for answers before sending more.');
    } else {
      this.#wire.delivered(data, origin);
      if (isGone()) return;
      if (isHandshake) this.#shakeHands(asked, payload);
      else void this.#serve(asked, payload, signal);
    }
  }

  #repeat(asked: Asked, earlier: NonNullable<ReturnType<ServedRequests['get']>>): void {
    this.#wire.rejected(asked.data, asked.origin, 'duplicate');
    const text = 'This message was answered before, and the answer is no longer kept.';
    if (earlier === 'forgotten') this.#answer(asked, refusal(asked.messageType, 409, text));
    else if (earlier !== 'working') this.#charged(() => this.#wire.send(earlier));
  }

  /** Not for an id that has an answer or will have one: a second answer would pass for the first. */
  #refuseOnce(asked: Asked, reason: RejectionReason, payload: object): void {
    this.#wire.rejected(asked.data, asked.origin, reason);
    if (this.#served.get(asked.messageId) === undefined) this.#answer(asked, payload);
  }

  #refuse(asked: Asked, reason: RejectionReason, status: RefusalStatus, text: string, remember = false): void {
    this.#wire.rejected(asked.data, asked.origin, reason);
    const answer = this.#answer(asked, refusal(asked.messageType, status, text));
    if (remember) this.#served.finish(asked.messageId, answer);
  }

  #shakeHands(asked: Asked, payload: HandshakePayload): void {
    const answer = this.#answer(asked, this.#options.handshakePayload?.() ?? {});
    this.#served.finish(asked.messageId, answer);
    this.#peer.shookHands(payload, asked.origin);
  }

  async #serve(asked: Asked, payload: object, signal: AbortSignal): Promise<void> {
    const {messageId, messageType, origin} = asked;
    const served = this.#served;
    const started = performance.now();
    const send = (reply: object, more: boolean): void =>
      this.#charged(() => {
        const answer = this.#answer(asked, reply, more, performance.now() - started);
        if (!more) served.finish(messageId, answer);
      });
    const {serve = notSupported} = this.#options;
    served.begin(messageId);
    this.#working++;
    try {
      const reply = this.#charged(() => serve({messageType, messageId, payload, origin, signal}));
      await sendReply(reply, send, signal);
    } catch (cause) {
      if (signal.aborted) return;
      send(refusal(messageType, 500, `${messageType} failed on the other side.`), false);
      this.#options.onError?.(failure(cause, messageType, messageId, performance.now() - started));
    } finally {
      this.#working--;
    }
  }

  #charged<T>(work: () => T): T {
    const started = performance.now();
    try {
      return work();
    } finally {
      this.#rate.charge(performance.now() - started);
    }
  }

  #answer({messageId}: Asked, payload: object, more = false, elapsed = 0): ResponseMessage {
    if (!isRecord(payload)) throw new TypeError('An answer must be an object.');
    const answer: ResponseMessage = {messageId: randomId(), responseToMessageId: messageId, payload};
    if (more) answer.additionalResponsesExpected = true;
    this.#wire.send(answer, elapsed);
    return answer;
  }
}

function failure(cause: unknown, messageType: string, messageId: string, elapsed: number): SmartMessagingError {
  if (cause instanceof SmartMessagingError) return cause;
  const details = {messageType, messageId, elapsed, cause};
  // By its name: a postMessage of a window of the same origin throws that window's DOMException.
  return isRecord(cause) && cause['name'] === 'DataCloneError'
    ? new SmartMessagingError(
        'not-cloneable',
        `The answer to ${messageType} cannot be sent. Answer with plain data.`,
        details,
      )
    : new SmartMessagingError(
        'invalid-response',
        `Answering ${messageType} failed. The error's cause tells why.`,
        details,
      );
}
