interface Timer {
  due: number;
  delay: number;
  callback: () => void;
}

/** Stands in for the page's timers and its performance.now(), so that hours pass when a test says so. */
export class Clock {
  readonly #timers = new Map<number, Timer>();
  readonly #real = {setTimeout: window.setTimeout, clearTimeout: window.clearTimeout};
  #now = performance.now();
  #lastId = 0;

  constructor() {
    window.setTimeout = ((callback: (...parameters: unknown[]) => void, delay = 0, ...parameters: unknown[]) => {
      const call = (): void => callback(...parameters);
      this.#timers.set(++this.#lastId, {due: this.#now + delay, delay, callback: call});
      return this.#lastId;
    }) as typeof window.setTimeout;
    window.clearTimeout = ((id: number | undefined) => {
      this.#timers.delete(id ?? 0);
    }) as typeof window.clearTimeout;
    performance.now = () => this.#now;
  }

  /** The delays of the timers now running. */
  get delays(): number[] {
    return Array.from(this.#timers.values(), ({delay}) => delay);
  }

  /** Lets time pass; whatever falls due in it happens in order, promises between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settleMicrotasks();
      const next = [...this.#timers].sort(([, first], [, second]) => first.due - second.due)[0];
      if (!next || next[1].due > end) break;
      this.#timers.delete(next[0]);
      this.#now = next[1].due;
      next[1].callback();
    }
    this.#now = end;
  }

  restore(): void {
    Object.assign(window, this.#real);
    Reflect.deleteProperty(performance, 'now');
  }
}

/** Everything that waits in microtasks has happened. */
export const settleMicrotasks = (): Promise<void> =>
  new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
