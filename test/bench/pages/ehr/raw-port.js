import {messagingHandle} from '../payloads.js';
import {appendFrame} from './append-frame.js';
import {respond} from './respond.js';

/** A `MessagePort` by hand: source and origin are checked when the app asks for its port, and need not be again. */
export function mount(appUrl, answer) {
  const {origin} = new URL(appUrl);
  const iframe = appendFrame(appUrl);
  const listening = new AbortController();
  const {port1, port2} = new window.MessageChannel();
  const connected = new Promise((resolve) => {
    const giveOut = ({data, source, origin: from}) => {
      if (source !== iframe.contentWindow || from !== origin || data !== 'port, please') return;
      listening.abort();
      source.postMessage('your port', origin, [port2]);
    };
    window.addEventListener('message', giveOut, {signal: listening.signal});
    port1.onmessage = async ({data}) => {
      if (data?.messagingHandle !== messagingHandle) return;
      port1.postMessage(await respond(data, answer));
      resolve();
    };
  });
  const remove = () => {
    listening.abort();
    port1.close();
    iframe.remove();
  };
  return {connected, remove};
}
