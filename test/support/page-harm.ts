import {builtIns} from './built-ins.js';

const keysOf = (object: object): string => Reflect.ownKeys(object).map(String).join();

/** What must never happen to a page, whatever comes: errors that nobody caught, and changed built-in objects. */
export class PageHarm {
  readonly #happened: string[] = [];
  readonly #keys = builtIns.map(([, object]) => keysOf(object));
  readonly #stop = new AbortController();

  /** Takes uncaught errors away from the test runner, which would blame them on whichever test runs just then. */
  constructor() {
    const options = {capture: true, signal: this.#stop.signal};
    addEventListener('error', (event) => this.#take(event, `error ${String(event.error)}`), options);
    addEventListener('unhandledrejection', (event) => this.#take(event, `rejection ${String(event.reason)}`), options);
  }

  /** @throws {Error} what has happened since the last call. */
  check(): void {
    const changed = builtIns.filter(([, object], index) => keysOf(object) !== this.#keys[index]).map(([name]) => name);
    const happened = [...this.#happened.splice(0), ...changed.map((name) => `${name} was changed`)];
    if (happened.length > 0) throw new Error(`The page was harmed: ${happened.join('; ')}`);
  }

  stop(): void {
    this.#stop.abort();
  }

  #take(event: Event, what: string): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#happened.push(what);
  }
}
