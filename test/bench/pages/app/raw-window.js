import {messagingHandle} from '../payloads.js';

/** The other end of `ehr/raw-window.js`. */
export function connect(ehrOrigin) {
  const pending = new Map();
  window.addEventListener('message', ({data, source, origin}) => {
    if (source !== window.parent || origin !== ehrOrigin) return;
    pending.get(data?.responseToMessageId)?.(data.payload);
    pending.delete(data?.responseToMessageId);
  });
  const ask = (payload) =>
    new Promise((resolve) => {
      const messageId = window.crypto.randomUUID();
      pending.set(messageId, resolve);
      window.parent.postMessage({messagingHandle, messageId, messageType: 'bench.echo', payload}, ehrOrigin);
    });
  return {ask};
}
