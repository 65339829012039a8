import {setTimeout as delay} from 'node:timers/promises';
import {createElement} from 'react';
import {renderToPipeableStream} from 'react-dom/server';
import {PassThrough} from 'node:stream';
import {EhrDocument} from '../elements/react-pages.mjs';
import {renderApp} from './react.mjs';

/** Data that a server waits for: suspends what reads it until then. */
function later() {
  let there = false;
  const arrival = delay(100).then(() => (there = true));
  return {
    read() {
      if (!there) throw arrival;
    },
  };
}

/** As Next.js renders: a stream whose later parts come with scripts that put them in place. */
export const reactStreaming = {
  name: 'React, renderToPipeableStream with Suspense',
  frameRole: 'group',
  needsScripts: true, // what comes later in a stream is put in place by one
  hasScratchpad: true,
  hasListener: true,
  ehrClient: 'react-document.mjs',
  appClient: 'react-app.mjs',
  renderEhr: ({appUrl, nonce}) =>
    new Promise((resolve, reject) => {
      const {pipe} = renderToPipeableStream(createElement(EhrDocument, {appUrl, nonce, patient: later()}), {
        nonce,
        bootstrapModules: ['/client.js'],
        onShellReady: () => resolve(pipe(new PassThrough())),
        onShellError: reject,
        onError: reject,
      });
    }),
  renderApp,
};
