import type {Reply, ServedRequest} from '../channel/types.js';
import {refusal} from '../protocol/refusals.js';
import {requestEventName} from './event-names.js';
import {SmartRequestEvent} from './events.js';

/**
 * Offers a request to the page: as `smart-request`, then as the event of its own. Returns the answer of whoever took it,
 * `undefined` when nobody did.
 *
 * @throws what a listener threw, unless one of them has answered.
 */
export function offerRequest(host: EventTarget, request: ServedRequest): {value: Reply} | undefined {
  for (const name of ['smart-request', requestEventName(request.messageType)]) {
    if (name === undefined || request.signal.aborted) continue;
    const event = new SmartRequestEvent(name, request);
    const thrown = dispatchNoticingErrors(host, event);
    if (event.reply) return event.reply;
    if (thrown) throw thrown.error;
    if (event.defaultPrevented) {
      return {value: refusal(request.messageType, 403, `${request.messageType} was refused.`)};
    }
  }
  return undefined;
}

/** A listener's exception does not come out of `dispatchEvent`: the window hears of it, before `dispatchEvent` returns. */
function dispatchNoticingErrors(host: EventTarget, event: Event): {error: unknown} | undefined {
  let thrown: {error: unknown} | undefined;
  const notice = ({error, eventPhase}: ErrorEvent): void => {
    if (eventPhase === Event.AT_TARGET) thrown ??= {error: error as unknown};
  };
  addEventListener('error', notice, true);
  host.dispatchEvent(event);
  removeEventListener('error', notice, true);
  return thrown;
}
