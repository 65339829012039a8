import {SmartMessagingError, type SmartMessagingErrorCode} from '../protocol/errors.js';
import type {RequestMessage} from '../protocol/messages.js';
import type {RequestOptions} from './types.js';

/** One of one's own requests, from the call until it settles. */
export class PendingRequest {
  readonly started = performance.now();
  /** By the clock of `performance.now()`. */
  deadline = Infinity;
  /** Waits for the connection. */
  isQueued = false;
  partialResponses = 0;
  resolve!: (payload: object) => void;
  onAbort: (() => void) | undefined;
  #reject!: (error: Error) => void;
  readonly promise = new Promise<object>((resolve, reject) => {
    this.resolve = resolve;
    this.#reject = reject;
  });
  readonly message: RequestMessage;
  readonly options: RequestOptions;
  /** Milliseconds. */
  readonly timeout: number;

  constructor(message: RequestMessage, options: RequestOptions, timeout: number) {
    this.message = message;
    this.options = options;
    this.timeout = timeout;
  }

  get elapsed(): number {
    return performance.now() - this.started;
  }

  reject(code: SmartMessagingErrorCode, text: string, details?: {payload?: unknown; cause?: unknown}): void {
    const {messageType, messageId} = this.message;
    this.#reject(new SmartMessagingError(code, text, {messageType, messageId, elapsed: this.elapsed, ...details}));
  }
}
