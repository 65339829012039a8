import {SmartMessagingError} from '../protocol/errors.js';

/** Of a message that could not be let through: why, and where it came from. */
export interface Unheard {
  reason: 'origin' | 'handle';
  origin: string | undefined;
  expected: readonly string[] | undefined;
}

/** Nobody to talk to: says what came meanwhile. */
export function explain(error: SmartMessagingError, {reason, origin, expected}: Unheard): SmartMessagingError {
  const came =
    reason === 'handle'
      ? 'Messages came with another handle.'
      : `Messages came from ${origin ?? 'another origin'}, but only ${expected?.join(' ') || 'another'} is allowed.`;
  return new SmartMessagingError(error.code, `${error.message} ${came}`, error);
}
