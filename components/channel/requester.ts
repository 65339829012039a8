import {SmartMessagingError, type SmartMessagingErrorCode} from '../protocol/errors.js';
import {randomId} from '../protocol/ids.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import {nestsDeeperThan} from './nesting.js';
import {PendingRequest} from './pending-requests.js';
import type {ChannelLimits, ChannelOptions, RequestOptions} from './types.js';
import type {Wire} from './wire.js';

/** One's own requests: sent when the connection is there, waiting in a bounded queue before. */
export class Requester {
  readonly #pending = new Map<string, PendingRequest>();
  readonly #queue = new Set<PendingRequest>();
  readonly #wire: Wire;
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;

  constructor(wire: Wire, options: ChannelOptions, limits: ChannelLimits) {
    this.#wire = wire;
    this.#options = options;
    this.#limits = limits;
  }

  awaits(messageId: string): boolean {
    return this.#pending.has(messageId);
  }

  request(messageType: string, payload: object, options: RequestOptions, ready: boolean): Promise<object> {
    if (!isText(messageType) || !isRecord(payload)) {
      return refuse('invalid-request', 'A request needs a message type and, as its payload, an object.', messageType);
    }
    if (options.signal?.aborted) {
      return refuse('aborted', 'The request was aborted before it was sent.', messageType, options.signal.reason);
    }
    if (this.#pending.size >= this.#limits.inFlight || (!ready && this.#queue.size >= this.#limits.queued)) {
      return refuse('limit', 'Too many requests are waiting. Await some of them before making more.', messageType);
    }
    const {requestTimeout = 30_000} = this.#options;
    const message = {messagingHandle: '', messageId: randomId(), messageType, payload};
    const pending: PendingRequest = new PendingRequest(message, requestTimeout, options, () => {
      this.#pending.delete(message.messageId);
      this.#queue.delete(pending);
    });
    this.#pending.set(message.messageId, pending);
    if (ready) this.#send(pending);
    else this.#enqueue(pending);
    return pending.promise;
  }

  /** The connection is there. */
  flush(): void {
    for (const pending of this.#queue) {
      this.#queue.delete(pending);
      this.#send(pending);
    }
  }

  /** Fails what is waiting for an answer, and with `queued` what is waiting to be sent. */
  fail(code: SmartMessagingErrorCode, text: string, {queued}: {queued: boolean}): void {
    for (const pending of [...this.#pending.values()]) {
      if (queued || !this.#queue.has(pending)) pending.fail(code, text);
    }
  }

  /** Fails what is waiting to be sent. */
  failQueued(code: SmartMessagingErrorCode, text: string): void {
    for (const pending of [...this.#queue]) pending.fail(code, text);
  }

  receive(data: JsonObject, origin: string): boolean {
    const pending = this.#pending.get(data['responseToMessageId'] as string);
    if (!pending || this.#queue.has(pending)) {
      this.#wire.rejected(data, origin, 'unmatched');
      return false;
    }
    const payload = data['payload'] ?? {};
    if (!isRecord(payload) || nestsDeeperThan(payload, this.#limits.nesting)) {
      this.#wire.rejected(data, origin, isRecord(payload) ? 'limit' : 'shape');
      pending.fail('invalid-response', 'The answer has no usable payload. Tell the developers of the other side.', {
        payload,
      });
      return true;
    }
    this.#wire.delivered(data, origin, pending.elapsed);
    if (!this.#pending.has(pending.message.messageId)) return false; // settled by whoever heard of it
    const more = data['additionalResponsesExpected'] === true || data['additionalResponseExpected'] === true;
    if (more) {
      pending.partial(payload, this.#limits.partials);
    } else {
      const report = pending.succeed(payload);
      this.#options.onResponse?.(report);
    }
    return true;
  }

  #enqueue(pending: PendingRequest): void {
    try {
      pending.message.payload = structuredClone(pending.message.payload);
      this.#queue.add(pending);
    } catch (cause) {
      failUnsendable(pending, cause);
    }
  }

  #send(pending: PendingRequest): void {
    try {
      pending.message.messagingHandle = this.#options.messagingHandle;
      this.#wire.send(pending.message);
    } catch (cause) {
      failUnsendable(pending, cause);
    }
  }
}

const refuse = (code: SmartMessagingErrorCode, text: string, messageType: string, cause?: unknown): Promise<never> =>
  Promise.reject(new SmartMessagingError(code, text, {messageType, cause}));

const failUnsendable = (pending: PendingRequest, cause: unknown): void =>
  pending.fail(
    'not-cloneable',
    'The payload holds something that cannot be sent, such as a function. Send plain data.',
    {
      cause,
    },
  );
