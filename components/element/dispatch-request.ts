import type {Reply, ServedRequest} from '../channel/types.js';
import {requestEventName} from './event-names.js';
import {SmartRequestEvent} from './events.js';
import type {ListenerErrors} from './listener-errors.js';

/** What became of a request that was offered to the page. */
export type Offered = {value: Reply} | {thrown: unknown} | undefined;

/**
 * Offers a request to the page: as `smart-request`, then as the event of its own. Returns the answer of a listener, else
 * what a listener threw, else the answer of the event's `fallback`, else nothing.
 */
export function dispatchRequest(host: EventTarget, request: ServedRequest, errors: ListenerErrors): Offered {
  for (const name of ['smart-request', requestEventName(request.messageType)]) {
    if (name === undefined || request.signal.aborted) continue;
    const event = new SmartRequestEvent(name, request);
    const thrown = errors.dispatch(host, event);
    const {reply, fallback} = event;
    if (reply) return reply;
    if (thrown) return {thrown: thrown.error};
    if (fallback) return {value: fallback()};
  }
  return undefined;
}
