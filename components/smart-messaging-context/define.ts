import {SmartMessagingContext} from './smart-messaging-context.js';

export * from './smart-messaging-context.js';
export {smartMessagingContext} from './context-key.js';

if (!globalThis.customElements?.get('smart-messaging-context')) {
  globalThis.customElements?.define('smart-messaging-context', SmartMessagingContext);
}

declare global {
  interface HTMLElementTagNameMap {
    'smart-messaging-context': SmartMessagingContext;
  }
}
