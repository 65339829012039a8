import {SmartMessagingError} from '../protocol/errors.js';
import {TokenBucket} from '../transport/token-bucket.js';
import {CircuitBreaker} from './circuit-breaker.js';
import type {ChannelOptions, RejectionReason} from './types.js';

/** For a peer that goes on and on with what is refused: nothing of it is heard until somebody lets it out. */
export class Quarantine {
  readonly circuitBreaker: CircuitBreaker;
  readonly #maxRefusals: number;
  readonly #options: ChannelOptions;
  readonly #excesses = new TokenBucket(1, 1);
  #afterwards: CircuitBreaker | undefined;

  /** `begin` stops hearing the peer; it is given whom to tell of each message that is dropped then. */
  constructor(maxRefusals: number, options: ChannelOptions, begin: (drop: () => void) => void) {
    this.#maxRefusals = maxRefusals;
    this.#options = options;
    this.circuitBreaker = new CircuitBreaker(maxRefusals, () => this.#begin(begin));
  }

  get active(): boolean {
    return this.circuitBreaker.tripped;
  }

  refused(reason: RejectionReason): void {
    if (reason === 'source') return; // somebody else's doing
    if (reason === 'limit' && this.#excesses.take()) this.#options.onError?.(new SmartMessagingError('limit', excess));
    this.circuitBreaker.recordFailure();
  }

  readonly drop = (): void => this.#afterwards?.recordFailure();

  end(): void {
    this.circuitBreaker.reset();
  }

  #begin(begin: (drop: () => void) => void): void {
    this.#afterwards = new CircuitBreaker(this.#maxRefusals, () => this.#options.onFlood?.());
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
