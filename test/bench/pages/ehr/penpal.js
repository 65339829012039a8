import {WindowMessenger, connect} from 'penpal';
import {appendFrame} from './append-frame.js';

export function mount(appUrl, answer) {
  const iframe = appendFrame(appUrl);
  const messenger = new WindowMessenger({
    remoteWindow: iframe.contentWindow,
    allowedOrigins: [new URL(appUrl).origin],
  });
  const connection = connect({messenger, methods: {ask: answer}});
  const remove = () => {
    connection.destroy();
    iframe.remove();
  };
  return {connected: connection.promise.then(() => undefined), remove};
}
