import type {Rejection} from './rejection.js';

const explanations: Readonly<Record<Rejection['reason'], (from: string, expected: string, setting: string) => string>> =
  {
    origin: (from, expected, setting) =>
      `Messages came from ${from}, but only ${expected} is allowed. ` +
      (from === 'null' ? 'Add allow-same-origin to the sandbox.' : `If ${from} is right, set ${setting} to it.`),
    handle: () => 'Messages came with another handle. Use that of this launch.',
    source: () => 'Messages came from another window. Send them from the window of the launch.',
    shape: (from) => `Messages came from ${from}, but none of SMART Web Messaging.`,
  };

/** What to do about a rejected message; `setting` is the attribute that lists the allowed origins. */
export const explain = ({reason, origin, expected}: Rejection, setting: string): string =>
  explanations[reason](origin ?? 'another origin', expected?.join(' ') || 'another', setting);
