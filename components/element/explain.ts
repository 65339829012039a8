import type {MessageReport} from '../channel/types.js';
import {SmartMessagingError} from '../protocol/errors.js';

type Reason = 'origin' | 'handle' | 'source' | 'shape';

/** A message that was rejected: why, and where it came from. */
export interface Unheard {
  reason: Reason;
  origin: string | undefined;
  expected: readonly string[] | undefined;
}

const came: Readonly<Record<Reason, (from: string, expected: string, setting: string) => string>> = {
  origin: (from, expected, setting) =>
    `Messages came from ${from}, but only ${expected} is allowed. ` +
    (from === 'null' ? 'Add allow-same-origin to the sandbox.' : `If ${from} is right, set ${setting} to it.`),
  handle: () => 'Messages came with another handle. Use that of this launch.',
  source: () => 'Messages came from another window. Send them from the window of the launch.',
  shape: (from) => `Messages came from ${from}, but none of SMART Web Messaging.`,
};

/** The rejected message that explains a missing connection best: messages of other protocols explain least. */
export function remember({reason, origin, expected}: MessageReport, before: Unheard | undefined): Unheard | undefined {
  if (!reason || !(reason in came) || (reason === 'shape' && before)) return before;
  return {reason: reason as Reason, origin, expected};
}

export interface Circumstances {
  unheard: Unheard | undefined;
  /** What to check when nothing came. */
  checks: string;
  /** The attribute that lists the allowed origins. */
  originSetting: string;
}

/** A missing connection: adds what came instead, or what to check when nothing came. */
export function explain(
  error: SmartMessagingError,
  {unheard, checks, originSetting}: Circumstances,
): SmartMessagingError {
  const {code, message} = error;
  const cause = unheard
    ? came[unheard.reason](unheard.origin ?? 'another origin', unheard.expected?.join(' ') || 'another', originSetting)
    : code === 'timeout' && checks;
  return cause ? new SmartMessagingError(code, `${message} ${cause}`, error) : error;
}
