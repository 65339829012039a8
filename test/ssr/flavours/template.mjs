import {renderSmartAppFrame} from '../../../dist/ssr/index.js';
import {appDocument, label, order, scope} from '../page.mjs';

/** HTML by a function, for any template language; the styles come by a link. */
export const template = {
  name: 'a template string',
  frameRole: 'group',
  ehrClient: 'define.mjs',
  appClient: 'define.mjs',
  renderEhr: ({appUrl}) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Chart</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/client.js"></script>
  </head>
  <body>
    ${renderSmartAppFrame({src: appUrl, label, scope, 'launch-mode': 'query'}, {stylesheet: '/ssr.css'})}
  </body>
</html>`,
  renderApp: () =>
    appDocument(`<smart-messaging-context id="ehr" commands="scratchpad.create">
      <h1>Dose adjustment</h1>
      <button commandfor="ehr" command="--scratchpad-create" data-resource='${JSON.stringify(order)}'>Draft</button>
    </smart-messaging-context>`),
};
