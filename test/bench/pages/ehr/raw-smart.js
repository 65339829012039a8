import {appendFrame} from './append-frame.js';

const randomId = () => window.crypto.randomUUID();

/** An EHR by hand from the specification of SMART Web Messaging: answers the handshake, and each request once. */
export function mount(appUrl, answer) {
  const {origin} = new URL(appUrl);
  const messagingHandle = randomId();
  const launch = new URL(appUrl);
  launch.searchParams.set('messaging_handle', messagingHandle);
  launch.searchParams.set('messaging_origin', location.origin);
  const iframe = appendFrame(launch.href);
  const listening = new AbortController();
  const connected = new Promise((resolve) => {
    const receive = async ({data, source, origin: from}) => {
      if (source !== iframe.contentWindow || from !== origin || data?.messagingHandle !== messagingHandle) return;
      const payload = data.messageType === 'status.handshake' ? {} : await answer(data.payload);
      source.postMessage({messageId: randomId(), responseToMessageId: data.messageId, payload}, origin);
      resolve();
    };
    window.addEventListener('message', receive, {signal: listening.signal});
  });
  const remove = () => {
    listening.abort();
    iframe.remove();
  };
  return {connected, remove};
}
