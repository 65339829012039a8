import {createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {AppPage, EhrPage} from '../elements/react-pages.mjs';
import {appDocument} from '../page.mjs';

export const renderApp = () => appDocument(`<div id="root">${renderToString(createElement(AppPage))}</div>`);

/** No shadow root from the server: children for the slots, and the package's style sheet for the page. */
export const react = {
  name: 'React, renderToString',
  frameRole: undefined,
  hasScratchpad: true,
  hasListener: true,
  ehrClient: 'react-ehr.mjs',
  appClient: 'react-app.mjs',
  renderEhr: ({appUrl}) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="app-url" content="${appUrl}">
    <title>Chart</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/ssr.css">
    <script type="module" src="/client.js"></script>
  </head>
  <body><div id="root">${renderToString(createElement(EhrPage, {appUrl}))}</div></body>
</html>`,
  renderApp,
};
