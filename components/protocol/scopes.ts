import {SmartMessagingError} from './errors.js';

/** Groups with a scope of their own, whatever the number of words in their types. */
const groups = new Set(['ui', 'scratchpad', 'fhir', 'sdc']);

const dotted = /^[\w-]+(\.[\w-]+)+$/;

/**
 * Whether granted scopes, separated by spaces as in a token response, allow a message type (protocol section 6):
 *
 * - `messaging/*`: everything
 * - `messaging/ui.done`: that type, and all that begin with `ui.done.`
 * - `messaging/ui`, `messaging/ui.*`: the whole group
 * - `messaging/lab`: your own types of two words, such as `lab.openViewer`
 * - `messaging/org.example`: all types of an organisation in reverse-domain form; `messaging/org` allows none of these
 *
 * Nothing granted leaves `status.*`.
 *
 * @throws {SmartMessagingError} `invalid-request` when `scope` is not a string.
 */
export function scopeAllows(scope: string, messageType: string): boolean {
  if (messageType.startsWith('status.')) return true;
  if (typeof scope !== 'string') {
    const text = 'scope must be a string, as in the token response. Only status.* is served.';
    throw new SmartMessagingError('invalid-request', text);
  }
  return scope.split(/\s+/).some((granted) => grants(granted, messageType));
}

function grants(granted: string, messageType: string): boolean {
  if (granted === 'messaging/*' || granted === `messaging/${messageType}`) return true;
  const [, prefix] = /^messaging\/(.+?)(?:\.\*)?$/.exec(granted) ?? [];
  if (!prefix || !messageType.startsWith(`${prefix}.`) || !dotted.test(messageType)) return false;
  return prefix.includes('.') || groups.has(prefix) || messageType.split('.').length === 2;
}
