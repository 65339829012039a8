/** What keeping the page busy is charged: nothing for the first milliseconds, then by the share of all time that is left in the long run. */
export interface Charge {
  free: number;
  share: number;
}

/** Of a message, to be read at all: the peer's doing alone. */
export const deserializing: Charge = {free: 0.1, share: 1 / 10};

/** Of a request, which takes as long as the page's own listeners do. */
export const serving: Charge = {free: 8, share: 1 / 4};

/** A token bucket: `perSecond` on average, `burst` at once; what takes long costs as much as many that are quick. */
export class TokenBucket {
  readonly #perMillisecond: number;
  readonly #burst: number;
  #tokens: number;
  #filled = performance.now();

  constructor(perSecond: number, burst: number) {
    this.#perMillisecond = perSecond / 1000;
    this.#tokens = this.#burst = burst;
  }

  /** Returns whether there was enough for it. */
  charge(milliseconds: number, {free, share}: Charge, now = performance.now()): boolean {
    this.#fill(now);
    const price = (Math.max(0, milliseconds - free) * this.#perMillisecond) / share;
    this.#tokens = Math.max(this.#tokens - price, -this.#burst); // a dialog of the page's own may last for minutes
    return this.#tokens >= 0;
  }

  take(now = performance.now()): boolean {
    this.#fill(now);
    return this.#tokens >= 1 && this.#tokens-- > 0;
  }

  #fill(now: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filled) * this.#perMillisecond);
    this.#filled = now;
  }
}
