import {SmartMessagingError, type SmartMessagingErrorCode} from '../protocol/errors.js';
import type {RequestMessage} from '../protocol/messages.js';
import type {RequestOptions, ResponseReport} from './types.js';

/** setTimeout takes no more: a longer delay would fire at once. */
export const longestDelay = 2 ** 31 - 1;

/** One request of one's own, from the call until it settles. */
export class PendingRequest {
  readonly message: RequestMessage;
  readonly promise: Promise<object>;
  readonly started = performance.now();
  readonly #timeout: number;
  readonly #options: RequestOptions;
  readonly #onSettled: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #partials = 0;
  #resolve!: (payload: object) => void;
  #reject!: (error: SmartMessagingError) => void;

  constructor(message: RequestMessage, timeout: number, options: RequestOptions, onSettled: () => void) {
    this.message = message;
    this.#timeout = options.timeout ?? timeout;
    this.#options = options;
    this.#onSettled = onSettled;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    options.signal?.addEventListener('abort', this.#abort, {once: true});
    this.#restartTimer();
  }

  get elapsed(): number {
    return performance.now() - this.started;
  }

  partial(payload: object, limit: number): void {
    if (++this.#partials > limit) {
      this.fail('limit', `More than ${limit} partial answers came. Ask for less at a time.`);
      return;
    }
    this.#restartTimer();
    this.#options.onPartial?.(payload);
  }

  succeed(payload: object): ResponseReport {
    this.#settle();
    this.#resolve(payload);
    const {messageType, messageId} = this.message;
    return {messageType, messageId, payload, elapsed: this.elapsed};
  }

  fail(code: SmartMessagingErrorCode, text: string, details: {payload?: unknown; cause?: unknown} = {}): void {
    this.#settle();
    const {messageType, messageId} = this.message;
    this.#reject(new SmartMessagingError(code, text, {messageType, messageId, elapsed: this.elapsed, ...details}));
  }

  #restartTimer(): void {
    clearTimeout(this.#timer);
    if (this.#timeout > longestDelay) return;
    this.#timer = setTimeout(() => {
      const text = `No answer to ${this.message.messageType} in ${this.#timeout} ms. Try again, or allow more time with request-timeout.`;
      this.fail('timeout', text);
    }, this.#timeout);
  }

  readonly #abort = (): void => {
    this.fail('aborted', 'The request was aborted by its signal.', {cause: this.#options.signal?.reason});
  };

  #settle(): void {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#abort);
    this.#onSettled();
  }
}
