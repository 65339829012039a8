import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import 'kit/define.js';
import '../elements/dose-view.mjs';
