/**
 * Events in the order in which they were decided, emitted once nothing is half done: the end of the outermost transition
 * emits them before it returns. What a listener calls is a transition of its own, whose events come behind those that wait.
 */
export class EventQueue {
  readonly #events: Array<() => void> = [];
  #depth = 0;
  #isEmitting = false;

  /** Nothing is half done, and nothing waits. */
  get isIdle(): boolean {
    return this.#depth === 0 && !this.#isEmitting;
  }

  begin(): void {
    this.#depth++;
  }

  end(): void {
    if (--this.#depth === 0) this.#emit();
  }

  run<T>(transition: () => T): T {
    this.begin();
    try {
      return transition();
    } finally {
      this.end();
    }
  }

  add(emit: () => void): void {
    this.#events.push(emit);
    if (this.#depth === 0) this.#emit();
  }

  #emit(): void {
    if (this.#isEmitting) return;
    this.#isEmitting = true;
    for (let emit = this.#events.shift(); emit; emit = this.#events.shift()) {
      try {
        emit();
      } catch (error) {
        // One listener's mistake is reported, and takes no event from the others.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    this.#isEmitting = false;
  }
}
