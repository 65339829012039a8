import {expose, windowEndpoint} from 'comlink';
import {appendFrame} from './append-frame.js';

export function mount(appUrl, answer) {
  const {origin} = new URL(appUrl);
  const iframe = appendFrame(appUrl);
  const listening = new AbortController();
  const connected = new Promise((resolve) => {
    const ask = (payload) => {
      resolve();
      return answer(payload);
    };
    expose({ask}, windowEndpoint(iframe.contentWindow, messagesFrom(iframe, listening.signal), origin), [origin]);
  });
  const remove = () => {
    listening.abort();
    iframe.remove();
  };
  return {connected, remove};
}

/** An endpoint hears every message of its page: without this, each frame's would answer for all the others. */
const messagesFrom = (iframe, signal) => ({
  addEventListener: (type, listener) => {
    const listen = (event) => event.source === iframe.contentWindow && listener(event);
    window.addEventListener(type, listen, {signal});
  },
  removeEventListener: () => {}, // the signal does
});
