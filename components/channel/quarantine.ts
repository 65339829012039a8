import {SmartMessagingError} from '../protocol/errors.js';
import {Rate} from '../transport/rate.js';
import {Breaker} from './breaker.js';
import type {ChannelOptions, RejectionReason} from './types.js';

/** For a peer that goes on and on with what is refused: nothing of it is heard until somebody lets it out. */
export class Quarantine {
  readonly breaker: Breaker;
  readonly #strikes: number;
  readonly #options: ChannelOptions;
  readonly #excesses = new Rate(1, 1);
  #afterwards: Breaker | undefined;

  /** `begin` stops hearing the peer; it is given whom to tell of each message that is dropped then. */
  constructor(strikes: number, options: ChannelOptions, begin: (drop: () => void) => void) {
    this.#strikes = strikes;
    this.#options = options;
    this.breaker = new Breaker(strikes, () => this.#begin(begin));
  }

  get active(): boolean {
    return this.breaker.tripped;
  }

  refused(reason: RejectionReason): void {
    if (reason === 'source') return; // somebody else's doing
    if (reason === 'limit' && this.#excesses.take()) this.#options.onError?.(new SmartMessagingError('limit', excess));
    this.breaker.strike();
  }

  readonly drop = (): void => this.#afterwards?.strike();

  end(): void {
    this.breaker.reset();
  }

  #begin(begin: (drop: () => void) => void): void {
    this.#afterwards = new Breaker(this.#strikes, () => this.#options.onFlood?.());
    begin(this.drop);
    this.#options.onQuarantine?.(true);
    this.#options.onError?.(quarantineError());
  }
}

const excess = 'The other side exceeds the limits: some of it is refused.';

export function quarantineError(messageType?: string): SmartMessagingError {
  const text = 'The other side has sent far too much and is ignored. Call resume(), or launch it again.';
  return new SmartMessagingError('limit', text, {messageType});
}
