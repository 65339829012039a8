import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import 'kit/define.js';
import '../elements/ehr-page.mjs';

window.chart = document.querySelector('ehr-page').scratchpad;
