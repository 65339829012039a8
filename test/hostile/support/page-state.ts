import {expect} from '@open-wc/testing';
import {record} from '../../support/elements.js';
import {ask, launch, request, type Launched, type RawAnswer} from '../../support/launches.js';
import {openLedger} from '../../support/ledger.js';
import {sameSite} from '../../support/remote.js';
import {builtIns} from '../../support/built-ins.js';

/** Every own property of the built-in objects, with what stands there: nothing is called to find out. */
function builtInParts(): Map<string, unknown> {
  const parts = new Map<string, unknown>();
  for (const [path, object] of builtIns) {
    parts.set(`the prototype of ${path}`, Object.getPrototypeOf(object));
    for (const key of Reflect.ownKeys(object)) {
      const found = Reflect.getOwnPropertyDescriptor(object, key);
      parts.set(`${path}.${String(key)}`, (found?.value as unknown) ?? found?.get);
    }
  }
  return parts;
}

const isIndex = (key: string | symbol): boolean => typeof key === 'string' && /^\d+$/.test(key);

/** What an app must never change on the EHR's page. Its own frames among the window's are the test's doing. */
const pageState = (): Record<string, unknown> => ({
  'properties of the window': Reflect.ownKeys(window)
    .filter((key) => !isIndex(key))
    .map(String)
    .sort(),
  address: location.href,
  'length of the history': history.length,
  title: document.title,
  cookies: document.cookie,
  localStorage: Object.entries(localStorage),
  sessionStorage: Object.entries(sessionStorage),
  opener: window.opener === null,
  'message listeners': window.ledger().listeners.filter((name) => name.startsWith('window message')).length,
});

/** A page with an app on it that does nothing wrong, and everything that an attack by another one must leave as it is. */
export class PageGuard {
  /** The other app of the page: on the tests' own site, with a resource on its scratchpad. */
  innocent!: Launched;
  readonly #uncaught: string[] = [];
  #state!: Record<string, unknown>;
  #builtIns!: Map<string, unknown>;
  #stored!: unknown[];
  #told: Event[][] = [];
  #stop = new AbortController();
  #onerror: typeof window.onerror = null;

  async begin(): Promise<void> {
    openLedger();
    this.#stop = new AbortController();
    this.#listenForErrors();
    this.innocent = await launch({origin: sameSite, frame: {messagingHandle: 'innocent'}});
    const {frame} = this.innocent;
    await this.askInnocently('status.handshake');
    await frame.scratchpad.create({resourceType: 'Observation'});
    this.#stored = await frame.scratchpad.list();
    this.#told = (['smart-disconnect', 'smart-error', 'smart-scratchpad-change'] as const).map((name) =>
      record(frame, name),
    );
    this.remember();
  }

  /** What is there now is what has to be there in the end, too: for a page that the test itself has changed. */
  remember(): void {
    this.#state = pageState();
    this.#builtIns = builtInParts();
  }

  /** What was thrown, or rejected, on this page and nobody caught. It is forgiven from here on. */
  takeUncaught(): string[] {
    return this.#uncaught.splice(0);
  }

  /** Something that the innocent app asks, and that the EHR answers. */
  askInnocently(messageType: string, payload?: unknown): Promise<RawAnswer> {
    return ask(this.innocent.app, request(messageType, payload, {messagingHandle: 'innocent'}));
  }

  /** @throws {Error} what an attack has changed. */
  async check(): Promise<void> {
    const {frame} = this.innocent;
    const {payload} = await this.askInnocently('scratchpad.read');
    expect(payload).to.deep.equal({scratchpad: this.#stored});
    expect([frame.state, frame.quarantined]).to.deep.equal(['connected', false]);
    expect(pageState()).to.deep.equal(this.#state);
    const found = [
      ...this.#told.flat().map(({type}) => `${type} of the innocent app`),
      ...changesOf(this.#builtIns).map((path) => `${path} was changed`),
      ...this.takeUncaught(),
    ];
    if (found.length > 0) throw new Error(`The page was harmed: ${found.join('; ')}`);
  }

  end(): void {
    this.#stop.abort();
    window.onerror = this.#onerror;
    window.closeLedger();
  }

  /** In the place of the test runner's, which would blame them on the test without saying what else has happened. */
  #listenForErrors(): void {
    this.#onerror = window.onerror;
    this.#uncaught.length = 0;
    window.onerror = (message, _source, _line, _column, error: unknown) => {
      this.#uncaught.push(`error: ${describe(error ?? message)}`);
      return true;
    };
    const options = {capture: true, signal: this.#stop.signal};
    const take = (event: PromiseRejectionEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#uncaught.push(`rejection: ${describe(event.reason)}`);
    };
    addEventListener('unhandledrejection', take, options);
  }
}

/** Text for any value at all: some are made to throw when they are looked at. */
function describe(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'something that cannot be written down';
  }
}

function changesOf(before: ReadonlyMap<string, unknown>): string[] {
  const now = builtInParts();
  return [...new Set([...before.keys(), ...now.keys()])].filter(
    (path) => before.has(path) !== now.has(path) || !Object.is(before.get(path), now.get(path)),
  );
}

/** Has all tests of a `describe()` begin with such a page, and fail where it is not the same in the end. */
export function guardPage(): PageGuard {
  const guard = new PageGuard();
  beforeEach(() => guard.begin());
  afterEach(async () => {
    try {
      await guard.check();
    } finally {
      guard.end();
    }
  });
  return guard;
}
