import {SmartAppFrame} from './smart-app-frame.js';

export * from './smart-app-frame.js';

if (!globalThis.customElements?.get('smart-app-frame')) {
  globalThis.customElements?.define('smart-app-frame', SmartAppFrame);
}

declare global {
  interface HTMLElementTagNameMap {
    'smart-app-frame': SmartAppFrame;
  }
}
