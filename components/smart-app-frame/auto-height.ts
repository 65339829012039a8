import {refusal} from '../protocol/refusals.js';

/** In milliseconds. */
const shortestPause = 100;
const longestPause = 60_000;
const quiet = 1000;

/** In pixels: less of a shrink may be a scroll bar's doing, which the next height brings back. */
const leastShrink = 24;

/** In pixels: beyond what they can compute, engines take a length for none. */
const greatest = 1_000_000;

/**
 * The height that an app wants. An app whose height depends on that of its frame would have it grow for ever: so each
 * change that follows another at once waits twice as long as the one before, and the latest height counts by then.
 */
export class AutoHeight {
  /** In pixels; `undefined` until the app has told one. */
  height: number | undefined;
  readonly #onChange: () => void;
  #wanted = 0;
  #pause = 0;
  #last = -Infinity;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Answers a `ui.changedHeight`. */
  take({height}: {height?: unknown}): object {
    if (typeof height !== 'number' || !(height > 0 && height < Infinity)) {
      return refusal('ui.changedHeight', 400, 'height must be a number of pixels.');
    }
    this.#wanted = Math.min(Math.ceil(height), greatest);
    const since = performance.now() - this.#last;
    if (since > this.#pause + quiet) this.#pause = 0;
    this.#waiting ??= setTimeout(() => this.#apply(), this.#pause - since);
    return {status: 'success'};
  }

  /** Another app is to be shown. */
  reset(): void {
    clearTimeout(this.#waiting);
    this.#waiting = this.height = undefined;
    this.#pause = 0;
    this.#last = -Infinity;
  }

  #apply(): void {
    this.#waiting = undefined;
    const {height = 0} = this;
    const wanted = this.#wanted;
    if (wanted === height || (wanted < height && wanted > height - leastShrink)) return;
    this.height = wanted;
    this.#last = performance.now();
    this.#pause = Math.min(Math.max(this.#pause * 2, shortestPause), longestPause);
    this.#onChange();
  }
}
