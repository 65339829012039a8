export interface LedgerState {
  listeners: string[];
  timers: number;
  intervals: number;
}

declare global {
  interface Window {
    /** What has been begun since `openLedger()` and has not been ended yet. */
    ledger: () => LedgerState;
    closeLedger: () => void;
  }
}

/**
 * Counts the window's and the document's listeners, and all timers, from now on. Runs on remote pages too, so that it
 * needs nothing but itself.
 */
export function openLedger(): void {
  const {addEventListener, removeEventListener} = EventTarget.prototype;
  const {setTimeout, clearTimeout, setInterval, clearInterval} = window;
  const listeners = new Map<string, Set<unknown>>();
  const timers = new Set<number>();
  const intervals = new Set<number>();
  const capture = (options: unknown): boolean =>
    options === true || (typeof options === 'object' && (options as {capture?: boolean} | null)?.capture === true);
  const key = (target: EventTarget | null | undefined, type: string, options: unknown): string | undefined => {
    const name = target == null || target === window ? 'window' : target === document ? 'document' : undefined;
    return name && `${name} ${type}${capture(options) ? ' (capture)' : ''}`;
  };

  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const name = key(this, type, options);
    if (name && listener) {
      const added = (listeners.get(name) ?? new Set()).add(listener);
      listeners.set(name, added);
      const signal = typeof options === 'object' ? options.signal : undefined;
      if (signal) addEventListener.call(signal, 'abort', () => added.delete(listener));
    }
    addEventListener.call((this as EventTarget | undefined) ?? window, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const name = key(this, type, options);
    if (name) listeners.get(name)?.delete(listener);
    removeEventListener.call((this as EventTarget | undefined) ?? window, type, listener, options);
  };
  window.setTimeout = ((work: (...parameters: unknown[]) => void, delay?: number, ...parameters: unknown[]) => {
    const id = setTimeout(() => {
      timers.delete(id);
      work(...parameters);
    }, delay);
    timers.add(id);
    return id;
  }) as unknown as typeof window.setTimeout;
  window.clearTimeout = ((id: number) => {
    timers.delete(id);
    clearTimeout(id);
  }) as typeof window.clearTimeout;
  window.setInterval = ((work: () => void, delay?: number) => {
    const id = setInterval(work, delay);
    intervals.add(id);
    return id;
  }) as unknown as typeof window.setInterval;
  window.clearInterval = ((id: number) => {
    intervals.delete(id);
    clearInterval(id);
  }) as typeof window.clearInterval;

  window.ledger = () => ({
    listeners: [...listeners].flatMap(([name, set]) => Array.from(set, () => name)).sort(),
    timers: timers.size,
    intervals: intervals.size,
  });
  window.closeLedger = () => {
    Object.assign(EventTarget.prototype, {addEventListener, removeEventListener});
    Object.assign(window, {setTimeout, clearTimeout, setInterval, clearInterval});
  };
}
