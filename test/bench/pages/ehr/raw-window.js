import {appendFrame} from './append-frame.js';
import {respond} from './respond.js';

/** An EHR by hand from the specification of SMART Web Messaging: answers the handshake, and each request once. */
export function mount(appUrl, answer) {
  const {origin} = new URL(appUrl);
  const messagingHandle = window.crypto.randomUUID();
  const launch = new URL(appUrl);
  launch.searchParams.set('messaging_handle', messagingHandle);
  launch.searchParams.set('messaging_origin', location.origin);
  const iframe = appendFrame(launch.href);
  const listening = new AbortController();
  const connected = new Promise((resolve) => {
    const receive = async ({data, source, origin: from}) => {
      if (source !== iframe.contentWindow || from !== origin || data?.messagingHandle !== messagingHandle) return;
      source.postMessage(await respond(data, data.messageType === 'status.handshake' ? () => ({}) : answer), origin);
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
