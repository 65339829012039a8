import {register} from '../element/register.js';
import {SmartMessagingContext} from './smart-messaging-context.js';

export * from './smart-messaging-context.js';
export type * from '../element/events.js';
export {smartMessagingContext} from './context-key.js';

register('smart-messaging-context', SmartMessagingContext);

declare global {
  interface HTMLElementTagNameMap {
    'smart-messaging-context': SmartMessagingContext;
  }
}
