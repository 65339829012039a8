import {messagingHandle} from '../payloads.js';
import {appendFrame} from './append-frame.js';
import {respond} from './respond.js';

/** `window.postMessage` as a competent developer writes it: source and origin are checked, answers carry the request's id. */
export function mount(appUrl, answer) {
  const {origin} = new URL(appUrl);
  const iframe = appendFrame(appUrl);
  const listening = new AbortController();
  const connected = new Promise((resolve) => {
    const receive = async ({data, source, origin: from}) => {
      if (source !== iframe.contentWindow || from !== origin || data?.messagingHandle !== messagingHandle) return;
      source.postMessage(await respond(data, answer), origin);
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
