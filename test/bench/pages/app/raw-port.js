import {messagingHandle} from '../payloads.js';

/** The other end of `ehr/raw-port.js`. */
export async function connect(ehrOrigin) {
  const port = await new Promise((resolve) => {
    const receive = ({data, source, origin, ports}) => {
      if (source !== window.parent || origin !== ehrOrigin || data !== 'your port') return;
      window.removeEventListener('message', receive);
      resolve(ports[0]);
    };
    window.addEventListener('message', receive);
    window.parent.postMessage('port, please', ehrOrigin);
  });
  const pending = new Map();
  port.onmessage = ({data}) => {
    pending.get(data.responseToMessageId)?.(data.payload);
    pending.delete(data.responseToMessageId);
  };
  const ask = (payload) =>
    new Promise((resolve) => {
      const messageId = window.crypto.randomUUID();
      pending.set(messageId, resolve);
      port.postMessage({messagingHandle, messageId, messageType: 'bench.echo', payload});
    });
  return {ask};
}
