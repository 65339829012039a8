import {
  SmartMessagingError,
  type SmartMessagingErrorCode,
  type SmartMessagingErrorOptions,
} from '../protocol/errors.js';
import {isRecord} from '../protocol/json.js';
import {notCloneable} from './not-cloneable.js';

/**
 * What a transport's `send()` threw, as a typed error: its own code where it has one, `not-cloneable` where the payload
 * is at fault, else `unavailable`. `part` is the payload's name.
 */
export function sendError(
  cause: unknown,
  payload: unknown,
  part: string,
  details: SmartMessagingErrorOptions = {},
): SmartMessagingError {
  const [code, text] = describe(cause, payload, part);
  return new SmartMessagingError(code, text, {...details, cause});
}

function describe(cause: unknown, payload: unknown, part: string): [SmartMessagingErrorCode, string] {
  try {
    if (cause instanceof SmartMessagingError) return [cause.code, cause.message];
    // By its name: a postMessage of a window of the same origin throws that window's DOMException.
    if (isRecord(cause) && cause['name'] === 'DataCloneError') return ['not-cloneable', notCloneable(part)];
    structuredClone(payload);
  } catch {
    return ['not-cloneable', notCloneable(part)]; // a getter of the payload threw, say
  }
  return ['unavailable', 'The transport failed to send. See the cause of this error.'];
}
