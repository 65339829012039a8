import {on} from 'post-robot';
import {appendFrame} from './append-frame.js';

export function mount(appUrl, answer) {
  const {origin} = new URL(appUrl);
  const iframe = appendFrame(appUrl);
  let listener;
  const connected = new Promise((resolve) => {
    listener = on('ask', {window: iframe.contentWindow, domain: origin}, ({data}) => {
      resolve();
      return answer(data);
    });
  });
  const remove = () => {
    listener.cancel();
    iframe.remove();
  };
  return {connected, remove};
}
