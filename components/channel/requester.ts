import type {SmartMessagingErrorCode} from '../protocol/errors.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import type {EventQueue} from './event-queue.js';
import {PendingRequest} from './pending-request.js';
import {sendError} from './send-error.js';
import {duration, longestDelay} from './timer.js';
import type {ChannelLimits, ChannelOptions, RequestOptions} from './types.js';
import {estimateSize} from './estimate-size.js';
import type {Wire} from './wire.js';

/** One's own requests, from the call until they settle: sent when the connection is there, waiting in a bounded queue before. */
export class Requester {
  readonly #pending = new Map<string, PendingRequest>();
  readonly #queue: EventQueue;
  readonly #nextId: () => string;
  readonly #afterWaiting: (isLate: boolean, work: () => void) => void;
  readonly #wire: Wire;
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;
  /** Requests that failed here, and how many answers to each may still be on their way. */
  readonly #abandoned = new Map<string, number>();
  #queued = 0;
  /**
   * One for all, left running when there is nothing to wait for: to set and clear one took a good part of the time of a
   * round trip, and most requests are answered long before.
   */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerDue = Infinity;

  /** `afterWaiting` calls back once what has come by now is handled. */
  constructor(
    wire: Wire,
    options: ChannelOptions,
    limits: ChannelLimits,
    queue: EventQueue,
    nextId: () => string,
    afterWaiting: (isLate: boolean, work: () => void) => void,
  ) {
    this.#queue = queue;
    this.#nextId = nextId;
    this.#afterWaiting = afterWaiting;
    this.#wire = wire;
    this.#options = options;
    this.#limits = limits;
  }

  /** It is an answer to something that was asked. */
  awaits(data: unknown): boolean {
    return isRecord(data) && this.#pending.get(data['responseToMessageId'] as string)?.isQueued === false;
  }

  request(messageType: string, payload: object, options: RequestOptions, ready: boolean): Promise<object> {
    const {signal, timeout = duration(this.#options.requestTimeout, 30_000)} = options;
    const message = {messagingHandle: '', messageId: this.#nextId(), messageType, payload};
    const pending = new PendingRequest(message, options, timeout);
    if (!isText(messageType) || !isRecord(payload)) {
      pending.reject('invalid-request', 'A request needs a message type and an object as payload.');
    } else if (signal?.aborted) {
      this.#abort(pending);
    } else if (this.#pending.size >= this.#limits.inFlight || (!ready && this.#queued >= this.#limits.maxQueued)) {
      pending.reject('limit', 'Too many requests are waiting. Await some first.');
    } else {
      this.#pending.set(message.messageId, pending);
      if (signal) signal.addEventListener('abort', (pending.onAbort = () => this.#abort(pending)));
      this.#restartTimer(pending, pending.started);
      this.#send(pending, ready);
    }
    return pending.promise;
  }

  /** The connection is there. */
  flush(): void {
    for (const pending of this.#pending.values()) if (pending.isQueued) this.#send(pending, true);
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#watch(Infinity);
  }

  /** Fails what is waiting: for an answer, or, with `queued`, to be sent. */
  fail(code: SmartMessagingErrorCode, text: string, queued: boolean): void {
    for (const pending of this.#pending.values()) if (pending.isQueued === queued) this.#fail(pending, code, text);
  }

  receive(data: JsonObject, origin: string, isTooMuch: boolean): void {
    const pending = this.#pending.get(data['responseToMessageId'] as string);
    if (!pending || pending.isQueued) {
      this.#wire.rejected(data, origin, 'unmatched', {isForgiven: this.#isLate(data)});
      return;
    }
    if (isTooMuch) {
      this.#wire.rejected(data, origin, 'limit');
      this.#fail(pending, 'limit', 'The answer has waited in vain: too much came. Ask for less at a time.');
      return;
    }
    const payload = data['payload'] ?? {};
    const isObject = isRecord(payload);
    if (!isObject || estimateSize(payload, this.#limits.maxDepth) === Infinity) {
      this.#wire.rejected(data, origin, isObject ? 'limit' : 'shape');
      const text = 'The answer has no usable payload. Tell the developers of the other side.';
      this.#fail(pending, 'invalid-response', text, {payload});
      return;
    }
    const {elapsed} = pending;
    this.#wire.delivered(data, origin, elapsed);
    if (isPartial(data)) this.#takePartial(pending, payload);
    else this.#takeLast(pending, payload, elapsed);
  }

  #takePartial(pending: PendingRequest, payload: object): void {
    const {maxPartialResponses} = this.#limits;
    const {onPartial} = pending.options;
    if (++pending.partialResponses > maxPartialResponses) {
      this.#fail(pending, 'limit', `More than ${maxPartialResponses} partial answers came. Ask for less at a time.`);
    } else {
      this.#restartTimer(pending);
      if (onPartial) this.#queue.add(() => onPartial(payload));
    }
  }

  #takeLast(pending: PendingRequest, payload: object, elapsed: number): void {
    const {message, options} = pending;
    const {messageType, messageId} = message;
    this.#forget(pending);
    pending.resolve(payload);
    const report = {messageType, messageId, payload, elapsed};
    if (options.onResponse) this.#queue.add(() => options.onResponse?.(report));
    this.#options.onResponse?.(report);
  }

  #abort(pending: PendingRequest): void {
    this.#fail(pending, 'aborted', 'The request was aborted.', {cause: pending.options.signal?.reason as unknown});
  }

  #fail(pending: PendingRequest, ...why: Parameters<PendingRequest['reject']>): void {
    const {messageId} = pending.message;
    if (this.#pending.has(messageId) && !pending.isQueued) this.#abandon(messageId, pending.partialResponses);
    this.#forget(pending);
    pending.reject(...why);
  }

  #forget({message, options, isQueued, onAbort}: PendingRequest): void {
    if (onAbort) options.signal?.removeEventListener('abort', onAbort);
    if (this.#pending.delete(message.messageId) && isQueued) this.#queued--;
  }

  #restartTimer(pending: PendingRequest, now = performance.now()): void {
    pending.deadline = now + duration(pending.timeout, 0);
    if (pending.deadline < this.#timerDue) this.#watch(pending.deadline);
  }

  /** The peer cannot know that nobody waits any more for what it goes on to answer. */
  #isLate(data: JsonObject): boolean {
    const messageId = data['responseToMessageId'] as string;
    const allowance = this.#abandoned.get(messageId) ?? 0;
    if (allowance <= 0) return false;
    this.#abandoned.set(messageId, isPartial(data) ? allowance - 1 : 0);
    return true;
  }

  #abandon(messageId: string, partials: number): void {
    this.#abandoned.set(messageId, this.#limits.maxPartialResponses - partials);
    for (const oldest of this.#abandoned.keys()) {
      if (this.#abandoned.size <= this.#limits.inFlight) return;
      this.#abandoned.delete(oldest);
    }
  }

  #watch(due: number): void {
    clearTimeout(this.#timer);
    this.#timerDue = due;
    if (due === Infinity) return;
    this.#timer = setTimeout(
      () => this.#afterWaiting(performance.now() - due > lateMs, () => this.#expire()),
      Math.min(due - performance.now(), longestDelay),
    );
  }

  #expire(): void {
    const now = performance.now();
    let next = Infinity;
    for (const pending of this.#pending.values()) {
      if (pending.deadline <= now) this.#timeOut(pending);
      else next = Math.min(next, pending.deadline);
    }
    this.#watch(next);
  }

  #timeOut(pending: PendingRequest): void {
    const {isQueued, timeout, message} = pending;
    const text = isQueued
      ? `${message.messageType} was not sent: no connection in ${timeout} ms.`
      : `No answer to ${message.messageType} in ${timeout} ms. Try again, or allow more time.`;
    this.#fail(pending, 'timeout', text);
  }

  #send(pending: PendingRequest, ready: boolean): void {
    const {message} = pending;
    const fail = (cause: unknown): void => {
      const error = sendError(cause, message.payload, `The payload of ${message.messageType}`);
      this.#fail(pending, error.code, error.message, {cause});
    };
    try {
      if (pending.isQueued === ready) this.#queued += ready ? -1 : 1;
      pending.isQueued = !ready;
      if (ready) {
        message.messagingHandle = this.#options.messagingHandle;
        this.#wire.send(message, fail);
      } else {
        message.payload = structuredClone(message.payload);
      }
    } catch (cause) {
      fail(cause);
    }
  }
}

/** A timer that is so late was kept by something else: what it was set for may have come meanwhile. */
const lateMs = 50;

const isPartial = (data: JsonObject): boolean =>
  data['additionalResponsesExpected'] === true || data['additionalResponseExpected'] === true; // misspelt by some
