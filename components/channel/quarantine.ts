import {SmartMessagingError} from '../protocol/errors.js';
import {WindowCount} from '../transport/window-count.js';
import type {ChannelOptions} from './types.js';

/** For a peer that goes on and on with what is refused: nothing of it is read until somebody lets it out. */
export class Quarantine {
  active = false;
  readonly #maxRefusals: number;
  readonly #options: ChannelOptions;
  readonly #begin: (drop: () => void) => void;
  #refusals: WindowCount;
  #drops = 0;
  #reportedAt = -Infinity;

  /** `begin` stops reading what the peer sends; it is given what to call for each message that is dropped then. */
  constructor(maxRefusals: number, options: ChannelOptions, begin: (drop: () => void) => void) {
    this.#maxRefusals = maxRefusals;
    this.#options = options;
    this.#begin = begin;
    this.#refusals = new WindowCount(maxRefusals);
  }

  /** Something was refused, or dropped; `isExcess`: because it was too much. */
  recordFailure(isExcess: boolean): void {
    if (this.active) return;
    const now = performance.now();
    if (isExcess && now - this.#reportedAt > 1000) {
      this.#reportedAt = now;
      this.#options.onError?.(new SmartMessagingError('limit', excess));
    }
    if (this.#refusals.take(now)) return;
    this.active = true;
    this.#drops = 0;
    this.#begin(this.drop);
    this.#options.onQuarantine?.(true);
    this.#options.onError?.(quarantineError());
  }

  readonly drop = (): void => {
    if (++this.#drops === this.#maxRefusals * 10) this.#options.onFlood?.();
  };

  end(): void {
    this.active = false;
    this.#refusals = new WindowCount(this.#maxRefusals);
  }
}

const excess = 'The other side exceeds the limits: some of it is refused.';

export function quarantineError(messageType?: string): SmartMessagingError {
  const text = 'The other side has sent far too much and is ignored. Call resume(), or launch it again.';
  return new SmartMessagingError('limit', text, {messageType});
}
