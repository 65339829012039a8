import {TokenBucket, type Charge} from '../transport/token-bucket.js';

/** In how many seconds the failures are forgiven. */
const refusalWindowSeconds = 10;

/** Counts the messages of a peer that were refused, and trips when there are too many: then not even that is done any more. */
export class CircuitBreaker {
  tripped = false;
  readonly #limit: number;
  readonly #onTrip: () => void;
  #failures!: TokenBucket;

  constructor(limit: number, onTrip: () => void) {
    this.#limit = limit;
    this.#onTrip = onTrip;
    this.reset();
  }

  recordFailure(): void {
    if (this.tripped || this.#failures.take()) return;
    this.tripped = true;
    this.#onTrip();
  }

  /** A refused message has kept the page busy for so many milliseconds. */
  charge(milliseconds: number, charge: Charge): void {
    this.#failures.charge(milliseconds, charge);
  }

  reset(): void {
    this.tripped = false;
    this.#failures = new TokenBucket(this.#limit / refusalWindowSeconds, this.#limit);
  }
}
