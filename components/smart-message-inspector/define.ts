import {register} from '../element/register.js';
import {SmartMessageInspector} from './smart-message-inspector.js';

export * from './smart-message-inspector.js';
export type * from '../transcript/transcript.js';
export type {JsonValue} from '../transcript/copy-message.js';
export type {InspectorText, InspectorTexts} from './texts.js';
export type {Side} from '../transcript/exchange.js';

register('smart-message-inspector', SmartMessageInspector);

declare global {
  interface HTMLElementTagNameMap {
    'smart-message-inspector': SmartMessageInspector;
  }
}
