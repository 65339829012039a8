import type {Reply, ServedRequest} from '../channel/types.js';
import {refusal} from '../protocol/refusals.js';
import {requestEventName} from './event-names.js';
import {SmartRequestEvent} from './events.js';
import type {ListenerErrors} from './listener-errors.js';

/**
 * Offers a request to the page: as `smart-request`, then as the event of its own. Returns the answer of whoever took it,
 * `undefined` when nobody did.
 *
 * @throws what a listener threw, unless one of them has answered.
 */
export function offerRequest(
  host: EventTarget,
  request: ServedRequest,
  errors: ListenerErrors,
): {value: Reply} | undefined {
  const {messageType, signal} = request;
  for (const name of ['smart-request', requestEventName(messageType)]) {
    if (name === undefined || signal.aborted) continue;
    const event = new SmartRequestEvent(name, request);
    const thrown = errors.dispatch(host, event);
    if (event.reply) return event.reply;
    if (thrown) throw thrown.error;
    if (event.defaultPrevented) return {value: refusal(messageType, 403, `${messageType} was refused.`)};
  }
  return undefined;
}
