import {TokenBucket, type Charge} from '../transport/token-bucket.js';
import type {ChannelLimits} from './types.js';

/** The peer's allowance of requests: one token bucket for all of them, and one more for each message type that has limits of its own. */
export class RequestRates {
  readonly #all: TokenBucket;
  readonly #ofType: ReadonlyMap<string, TokenBucket>;

  constructor({perSecond, burst, ofType}: ChannelLimits) {
    this.#all = new TokenBucket(perSecond, burst);
    this.#ofType = new Map(
      Object.entries(ofType).map(([type, own]) => [type, new TokenBucket(own.perSecond, own.burst)]),
    );
  }

  take(now: number): boolean {
    return this.#all.take(now);
  }

  takeOf(messageType: string, now: number): boolean {
    return this.#ofType.get(messageType)?.take(now) ?? true;
  }

  /** Time that the page is kept busy counts as requests do. Returns whether the allowance reached. */
  charge(milliseconds: number, charge: Charge): boolean {
    return this.#all.charge(milliseconds, charge);
  }
}
