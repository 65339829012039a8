import type {Wish} from './frame-steps.js';

/** What became of a request. */
export interface Entry {
  number: number;
  parts: Array<{number?: number; part?: number}>;
  payload?: {number?: number; outcome?: {issue: Array<{code: string}>}};
  code?: string;
  /** How often it settled, or told of its answer. */
  settled: number;
}

export interface BookReport {
  entries: Entry[];
  /** The numbers of the requests that came here. */
  handled: number[];
  /** Errors that nobody caught. */
  harm: string[];
}

/** One side's requests, and what it was asked. */
export interface Book {
  ask: (number: number, wish: Wish) => void;
  abort: (number: number) => void;
  /** Resolves when these have settled. */
  settled: (numbers: number[]) => Promise<void>;
  report: () => BookReport;
}

declare global {
  interface Window {
    /** Of this page's element, once `keepBook()` has run. */
    book: Book;
  }
}

/**
 * Answers what the page's element is asked as it is wished, and keeps `window.book`. Runs on remote pages too, so that it
 * needs nothing but itself.
 */
export function keepBook(): void {
  const element = document.querySelector('smart-app-frame') ?? document.querySelector('smart-messaging-context')!;
  const entries = new Map<number, Entry & {aborting: AbortController; end: Promise<void>}>();
  const handled: number[] = [];
  const harm: string[] = [];
  const wished = 'It is wished to fail.';
  const {onerror} = window;
  // The kit reports an error of the page's own code to the page.
  window.onerror = (...args) =>
    (typeof args[0] === 'string' && args[0].endsWith(wished)) || (onerror?.apply(window, args) as unknown);
  addEventListener('error', ({message}) => message.endsWith(wished) || harm.push(`error ${message}`));
  addEventListener('unhandledrejection', ({reason}) => harm.push(`rejection ${String(reason)}`));

  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

  async function reply(number: number, {how}: Wish): Promise<object> {
    if (how === 'later') await pause();
    if (how === 'fail') throw new Error(wished);
    return {number};
  }

  async function* stream(number: number, wish: Wish): AsyncGenerator<object, object> {
    for (let part = 1; part <= wish.parts; part++) {
      if (wish.how === 'later') await pause();
      yield {number, part};
    }
    return await reply(number, wish); // WebKit does not wait for what a generator returns
  }

  element.addEventListener('smart-request', (event) => {
    const {number, wish} = event.detail.payload as {number: number; wish: Wish};
    handled.push(number);
    event.respondWith(wish.parts > 0 ? stream(number, wish) : reply(number, wish));
  });

  window.book = {
    ask(number, wish) {
      const entry: Entry = {number, parts: [], settled: 0};
      const aborting = new AbortController();
      const options = {signal: aborting.signal, onPartial: (part: object) => void entry.parts.push(part)};
      const end = element.request('test.wish', {number, wish}, options).then(
        (payload) => {
          entry.settled++;
          entry.payload = payload;
        },
        (error: unknown) => {
          entry.settled++;
          entry.code = (error as {code?: string}).code ?? `untyped: ${String(error)}`;
        },
      );
      entries.set(number, Object.assign(entry, {aborting, end}));
    },
    abort: (number) => entries.get(number)?.aborting.abort(),
    settled: async (numbers) => {
      for (const number of numbers) await entries.get(number)?.end;
    },
    report: () => ({
      entries: Array.from(entries.values(), ({number, parts, payload, code, settled}) => ({
        ...{number, parts, settled},
        ...(payload && {payload}),
        ...(code !== undefined && {code}),
      })),
      handled,
      harm,
    }),
  };
}
