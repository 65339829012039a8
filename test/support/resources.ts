/** Counts what the page's code takes and does not give back: timers, and listeners on some targets. */
export class ResourceCount {
  readonly #timers = new Set<unknown>();
  readonly #restore: Array<() => void> = [];
  listeners = 0;

  constructor(targets: EventTarget[]) {
    const {setTimeout, clearTimeout} = window;
    window.setTimeout = ((callback: (...parameters: unknown[]) => void, delay?: number, ...parameters: unknown[]) => {
      const id = setTimeout(() => {
        this.#timers.delete(id);
        callback(...parameters);
      }, delay);
      this.#timers.add(id);
      return id;
    }) as typeof window.setTimeout;
    window.clearTimeout = ((id: number | undefined) => {
      this.#timers.delete(id);
      clearTimeout(id);
    }) as typeof window.clearTimeout;
    this.#restore.push(() => Object.assign(window, {setTimeout, clearTimeout}));
    for (const target of targets) this.#watch(target);
  }

  get timers(): number {
    return this.#timers.size;
  }

  restore(): void {
    for (const restore of this.#restore) restore();
  }

  #watch(target: EventTarget): void {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    target.addEventListener = (...parameters: Parameters<EventTarget['addEventListener']>) => {
      this.listeners++;
      add(...parameters);
    };
    target.removeEventListener = (...parameters: Parameters<EventTarget['removeEventListener']>) => {
      this.listeners--;
      remove(...parameters);
    };
    this.#restore.push(() => {
      Reflect.deleteProperty(target, 'addEventListener');
      Reflect.deleteProperty(target, 'removeEventListener');
    });
  }
}
