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
  const {messageType, signal} = request;
  // A listener's exception does not come out of dispatchEvent: the window hears of it, before dispatchEvent returns.
  let thrown: {error: unknown} | undefined;
  const notice = ({error, eventPhase}: ErrorEvent): void => {
    if (eventPhase === Event.AT_TARGET) thrown ??= {error: error as unknown};
  };
  addEventListener('error', notice, true);
  try {
    for (const name of ['smart-request', requestEventName(messageType)]) {
      if (name === undefined || signal.aborted) continue;
      const event = new SmartRequestEvent(name, request);
      host.dispatchEvent(event);
      if (event.reply) return event.reply;
      if (thrown) throw thrown.error;
      if (event.defaultPrevented) return {value: refusal(messageType, 403, `${messageType} was refused.`)};
    }
    return undefined;
  } finally {
    removeEventListener('error', notice, true);
  }
}
