import fc, {type Parameters} from 'fast-check';
import {engine} from './engine.js';

/**
 * How the properties run. A failure tells its property, `seed` and `path`: to see it again, write them here, or set
 * `window.fastCheck` before the test files are loaded. `times` multiplies the number of runs.
 */
export interface Settings {
  /** Runs this property only. */
  property?: string;
  seed?: number;
  path?: string;
  times?: number;
}

const replay: Settings = {};

declare global {
  interface Window {
    fastCheck?: Settings;
    /** What `npm run test:long` sets. */
    longTests?: boolean;
  }
}

export const settings: Settings = {...replay, ...window.fastCheck};

/** Of all runs, those that are run unless by `npm run test:long`. */
export const shareOfRuns = window.longTests ? 1 : 0.1;

/** Where ports lead through another process, or pages load slowly, a part of the runs takes as long as all of them. */
export const shareOfEngine = engine === 'chromium' ? shareOfRuns : window.longTests ? 0.25 : 0.06;

/** A property that takes longer than this ends early, its search for a smaller input as well. */
const mostMilliseconds = window.longTests ? 100_000 : 40_000;

/** A machine on which even this share of the runs takes longer has shown nothing. */
const leastShare = 0.2;

export interface Property<T> {
  runs: number;
  input: fc.Arbitrary<T>;
  /** Throws where the input breaks the property. */
  holds: (input: T) => Promise<void>;
  parameters?: Parameters<[T]>;
}

/** Whether all of a property's runs were run: not where one failure is looked at again, nor where they took too long. */
export async function check<T>(property: string, {runs, input, holds, parameters}: Property<T>): Promise<boolean> {
  if (settings.property !== undefined && settings.property !== property) return false;
  const {seed = (Math.random() * 2 ** 31) | 0, path, times = 1} = settings;
  const numRuns = Math.ceil(runs * times);
  const started = Date.now();
  console.log(`${property}: seed ${seed}, ${numRuns} runs`);
  const details = await fc.check(
    fc.asyncProperty(input, (value) => holds(value).catch(tellAll)),
    {
      seed,
      ...(path && {path}),
      numRuns,
      includeErrorInReport: true,
      interruptAfterTimeLimit: mostMilliseconds,
      ...parameters,
    },
  );
  if (details.failed) throw new Error(await fc.asyncDefaultReportMessage(details));
  console.log(`${property}: ${details.numRuns} runs in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (details.numRuns < numRuns * leastShare && path === undefined)
    throw new Error(`${property}: only ${details.numRuns} of ${numRuns} runs in ${mostMilliseconds} ms.`);
  return path === undefined && !details.interrupted;
}

/** Only some engines begin a stack with the message, and the stack is what is shown. */
function tellAll(error: unknown): never {
  if (!(error instanceof Error)) throw error;
  const {message, stack = ''} = error;
  throw stack.includes(message) ? error : Object.assign(new Error(message), {stack: `${message}\n${stack}`});
}
