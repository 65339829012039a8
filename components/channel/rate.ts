/** A request that keeps the page busy for longer than this, in milliseconds, is charged for it. */
const freeTime = 8;

/** Of the time that charged requests take, an app gets a quarter in the long run. */
const share = 4;

/** A token bucket: `perSecond` on average, `burst` at once; what takes long costs as much as many that are quick. */
export class Rate {
  readonly #perMillisecond: number;
  readonly #burst: number;
  #tokens: number;
  #filled = performance.now();

  constructor(perSecond: number, burst: number) {
    this.#perMillisecond = perSecond / 1000;
    this.#tokens = this.#burst = burst;
  }

  /** Returns whether there was enough for it. */
  charge(milliseconds: number): boolean {
    this.#tokens -= Math.max(0, milliseconds - freeTime) * this.#perMillisecond * share;
    return this.#tokens >= 0;
  }

  take(now = performance.now()): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filled) * this.#perMillisecond);
    this.#filled = now;
    return this.#tokens >= 1 && this.#tokens-- > 0;
  }
}
