import {longerPause} from '../channel/longer-pause.js';

/** In milliseconds. */
const shortestPause = 100;

/** What became of a report: the EHR took it, refused it for now, or does not want any. */
export type HeightOutcome = 'taken' | 'refused-for-now' | 'refused';

/** Tells of the height of the page's content, when it has changed: not too often, and one at a time. */
export class HeightReports {
  readonly #tell: (height: number) => Promise<HeightOutcome>;
  #observer: ResizeObserver | undefined;
  #told: number | undefined;
  #busy = false;

  constructor(tell: (height: number) => Promise<HeightOutcome>) {
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
    let pause = 0;
    while (this.#observer) {
      // Not its scroll height: that is never less than the frame's.
      const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      if (height === this.#told) break;
      this.#told = height;
      const outcome = await this.#tell(height);
      if (outcome === 'refused') this.stop();
      if (outcome === 'refused-for-now') this.#told = undefined;
      pause = outcome === 'refused-for-now' ? longerPause(pause) : 0;
      await new Promise((resolve) => setTimeout(resolve, Math.max(pause, shortestPause)));
    }
    this.#busy = false;
  }
}
