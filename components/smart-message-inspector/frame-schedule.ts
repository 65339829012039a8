/** Does work once a frame at most, and only while an element can be seen. */
export class FrameSchedule {
  readonly #work: () => void;
  readonly #watcher: IntersectionObserver | undefined;
  /** Where that cannot be observed (jsdom), it counts as seen. */
  #isVisible = typeof IntersectionObserver === 'undefined';
  #isDue = false;
  #frame: number | undefined;

  constructor(element: Element, work: () => void) {
    this.#work = work;
    if (this.#isVisible) return;
    this.#watcher = new IntersectionObserver((entries) => {
      this.#isVisible = entries.at(-1)?.isIntersecting === true;
      if (this.#isDue) this.request();
    });
    this.#watcher.observe(element);
  }

  /** Asks for the work to be done, soon or when the element comes into view. */
  request(): void {
    this.#isDue = true;
    if (!this.#isVisible || this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#isDue = false;
      this.#work();
    });
  }

  stop(): void {
    this.#watcher?.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }
}
