const windowMs = 10_000;

/** Counts what happens within ten seconds. */
export class WindowCount {
  readonly #most: number;
  #count = 0;
  #since = -Infinity;

  constructor(most: number) {
    this.#most = most;
  }

  /** One more. Returns whether that is within the limit. */
  take(now = performance.now()): boolean {
    if (now - this.#since >= windowMs) {
      this.#since = now;
      this.#count = 0;
    }
    return ++this.#count <= this.#most;
  }
}
