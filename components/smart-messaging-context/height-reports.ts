/** In milliseconds. */
const pause = 100;

/** Tells of the height of the page's content, when it has changed: not too often, and one at a time. */
export class HeightReports {
  readonly #tell: (height: number) => Promise<boolean>;
  #observer: ResizeObserver | undefined;
  #told: number | undefined;
  #busy = false;

  /** `tell` resolves with whether to go on. */
  constructor(tell: (height: number) => Promise<boolean>) {
    this.#tell = tell;
  }

  start(): void {
    this.stop();
    if (typeof ResizeObserver === 'undefined') return; // jsdom has no heights to report
    this.#observer = new ResizeObserver(() => void this.#report());
    this.#observer.observe(document.documentElement);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = this.#told = undefined;
  }

  async #report(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#observer) {
      // Not its scroll height: that is never less than the frame's.
      const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      if (height === this.#told) break;
      this.#told = height;
      if (!(await this.#tell(height))) this.stop();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    this.#busy = false;
  }
}
