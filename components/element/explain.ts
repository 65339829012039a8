import type {MessageReport} from '../channel/types.js';
import {SmartMessagingError} from '../protocol/errors.js';

/** Nobody to talk to: says what came meanwhile, but could not be let through. */
export function explain(error: SmartMessagingError, {reason, origin, expected}: MessageReport): SmartMessagingError {
  const came =
    reason === 'handle'
      ? 'Messages came with another handle.'
      : `Messages came from ${origin ?? 'another origin'}, but only ${expected?.join(' ') || 'another'} is allowed.`;
  return new SmartMessagingError(error.code, `${error.message} ${came}`, error);
}
