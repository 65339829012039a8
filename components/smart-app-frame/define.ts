import {register} from '../element/register.js';
import {SmartAppFrame} from './smart-app-frame.js';

export * from './smart-app-frame.js';
export type * from '../element/events.js';

register('smart-app-frame', SmartAppFrame);

declare global {
  interface HTMLElementTagNameMap {
    'smart-app-frame': SmartAppFrame;
  }
}
