import {longerPause} from '../channel/longer-pause.js';
import {isTemporaryRefusal} from '../protocol/answers.js';
import type {UiResponse} from '../protocol/catalog.js';

/** In milliseconds. */
const shortestPause = 100;

/** Tells of the height of the page's content, when it has changed: not too often, and one at a time. */
export class HeightReports {
  readonly #tell: (height: number) => Promise<object>;
  #observer: ResizeObserver | undefined;
  #told: number | undefined;
  #busy = false;

  /** `tell` asks the EHR for a height, and resolves with its answer. */
  constructor(tell: (height: number) => Promise<object>) {
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
      const answer = await this.#tell(height).catch(() => undefined);
      const isRefusedForNow = isTemporaryRefusal(answer);
      if (isRefusedForNow) this.#told = undefined;
      else if ((answer as UiResponse | undefined)?.status !== 'success') this.stop();
      pause = isRefusedForNow ? longerPause(pause) : 0;
      await new Promise((resolve) => setTimeout(resolve, Math.max(pause, shortestPause)));
    }
    this.#busy = false;
  }
}
