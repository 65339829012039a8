import {SmartMessagingError, type SmartMessagingErrorCode} from '../protocol/errors.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import type {RequestMessage} from '../protocol/messages.js';
import type {EventQueue} from './event-queue.js';
import {sendError} from './send-error.js';
import {duration, longestDelay} from './timer.js';
import type {ChannelLimits, ChannelOptions, RequestOptions} from './types.js';
import {estimateSize} from './estimate-size.js';
import type {Wire} from './wire.js';

type Fail = (code: SmartMessagingErrorCode, text: string, details?: {payload?: unknown; cause?: unknown}) => void;

interface Pending {
  message: RequestMessage;
  /** Waits for the connection. */
  queued: boolean;
  /** By the clock of `performance.now()`. */
  deadline: number;
  fail: Fail;
  expire(): void;
  /** Takes an answer whose payload is usable; settles with the last one. */
  take(payload: object, more: boolean, elapsed: number): void;
  elapsed(): number;
}

/** One's own requests, from the call until they settle: sent when the connection is there, waiting in a bounded queue before. */
export class Requester {
  readonly #pending = new Map<string, Pending>();
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
    return isRecord(data) && this.#pending.get(data['responseToMessageId'] as string)?.queued === false;
  }

  request(messageType: string, payload: object, options: RequestOptions, ready: boolean): Promise<object> {
    return new Promise((resolve, reject) => {
      const {signal, onPartial, timeout = duration(this.#options.requestTimeout, 30_000)} = options;
      const limits = this.#limits;
      const started = performance.now();
      const messageId = this.#nextId();
      let partials = 0;

      const elapsed = (): number => performance.now() - started;
      const settle = (): void => {
        signal?.removeEventListener('abort', abort);
        this.#pending.delete(messageId);
        if (pending.queued) this.#queued--;
      };
      const fail: Fail = (code, text, details) => {
        if (this.#pending.has(messageId) && !pending.queued) this.#abandon(messageId, partials);
        settle();
        reject(new SmartMessagingError(code, text, {messageType, messageId, elapsed: elapsed(), ...details}));
      };
      const abort = (): void => fail('aborted', 'The request was aborted.', {cause: signal?.reason});
      const expire = (): void =>
        fail(
          'timeout',
          pending.queued
            ? `${messageType} was not sent: no connection in ${timeout} ms.`
            : `No answer to ${messageType} in ${timeout} ms. Try again, or allow more time.`,
        );
      const restartTimer = (now = performance.now()): void => {
        pending.deadline = now + duration(timeout, 0);
        if (pending.deadline < this.#timerDue) this.#watch(pending.deadline);
      };
      const take = (answer: object, more: boolean, elapsed: number): void => {
        if (!more) {
          settle();
          resolve(answer);
          const report = {messageType, messageId, payload: answer, elapsed};
          if (options.onResponse) this.#queue.add(() => options.onResponse?.(report));
          this.#options.onResponse?.(report);
        } else if (++partials > limits.maxPartialResponses) {
          fail('limit', `More than ${limits.maxPartialResponses} partial answers came. Ask for less at a time.`);
        } else {
          restartTimer();
          if (onPartial) this.#queue.add(() => onPartial(answer));
        }
      };
      const message = {messagingHandle: '', messageId, messageType, payload};
      const pending: Pending = {message, queued: false, deadline: Infinity, fail, expire, take, elapsed};

      if (!isText(messageType) || !isRecord(payload)) {
        fail('invalid-request', 'A request needs a message type and an object as payload.');
      } else if (signal?.aborted) {
        abort();
      } else if (this.#pending.size >= limits.inFlight || (!ready && this.#queued >= limits.maxQueued)) {
        fail('limit', 'Too many requests are waiting. Await some first.');
      } else {
        this.#pending.set(messageId, pending);
        signal?.addEventListener('abort', abort);
        restartTimer(started);
        this.#send(pending, ready);
      }
    });
  }

  /** The connection is there. */
  flush(): void {
    for (const pending of this.#pending.values()) if (pending.queued) this.#send(pending, true);
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#watch(Infinity);
  }

  /** Fails what is waiting: for an answer, or, with `queued`, to be sent. */
  fail(code: SmartMessagingErrorCode, text: string, queued: boolean): void {
    for (const pending of this.#pending.values()) if (pending.queued === queued) pending.fail(code, text);
  }

  receive(data: JsonObject, origin: string, isTooMuch: boolean): void {
    const pending = this.#pending.get(data['responseToMessageId'] as string);
    if (!pending || pending.queued) {
      this.#wire.rejected(data, origin, 'unmatched', this.#isLate(data));
      return;
    }
    if (isTooMuch) {
      this.#wire.rejected(data, origin, 'limit');
      pending.fail('limit', 'The answer has waited in vain: too much came. Ask for less at a time.');
      return;
    }
    const payload = data['payload'] ?? {};
    const isObject = isRecord(payload);
    if (!isObject || estimateSize(payload, this.#limits.maxDepth) === Infinity) {
      this.#wire.rejected(data, origin, isObject ? 'limit' : 'shape');
      pending.fail('invalid-response', 'The answer has no usable payload. Tell the developers of the other side.', {
        payload,
      });
      return;
    }
    const elapsed = pending.elapsed();
    this.#wire.delivered(data, origin, elapsed);
    pending.take(payload, isPartial(data), elapsed);
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
      if (pending.deadline <= now) pending.expire();
      else next = Math.min(next, pending.deadline);
    }
    this.#watch(next);
  }

  #send(pending: Pending, ready: boolean): void {
    const {message} = pending;
    const fail = (cause: unknown): void => {
      const error = sendError(cause, message.payload, `The payload of ${message.messageType}`);
      pending.fail(error.code, error.message, {cause});
    };
    try {
      if (pending.queued === ready) this.#queued += ready ? -1 : 1;
      pending.queued = !ready;
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
