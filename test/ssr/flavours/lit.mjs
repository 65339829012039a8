import {render} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {LitElementRenderer} from '@lit-labs/ssr/lib/lit-element-renderer.js';
import {html} from 'lit';
import {elementRenderers} from '../../../dist/ssr/lit.js';
import '../elements/dose-view.mjs';
import '../elements/ehr-page.mjs';
import {appDocument} from '../page.mjs';

const renderToString = (page, nonce) =>
  collectResult(render(page, {elementRenderers: [...elementRenderers({nonce}), LitElementRenderer]}));

/** A frame in the shadow tree of a Lit element, and a Lit element in the context; the styles come with a nonce. */
export const lit = {
  name: '@lit-labs/ssr',
  frameRole: 'group',
  hasScratchpad: true,
  ehrClient: 'lit-ehr.mjs',
  appClient: 'lit-app.mjs',
  renderEhr: async ({appUrl, nonce}) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Chart</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/client.js"></script>
  </head>
  <body>${await renderToString(html`<ehr-page app-url=${appUrl}></ehr-page>`, nonce)}</body>
</html>`,
  renderApp: async ({nonce}) =>
    appDocument(
      await renderToString(
        html`<smart-messaging-context id="ehr"><dose-view></dose-view></smart-messaging-context>`,
        nonce,
      ),
    ),
};
