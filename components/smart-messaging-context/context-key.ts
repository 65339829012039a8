import {createContext} from '@lit/context';
import type {SmartMessagingContext} from './smart-messaging-context.js';

/** By this key descendants get the nearest `<smart-messaging-context>` through the community context protocol. */
export const smartMessagingContext = createContext<SmartMessagingContext>(Symbol.for('smart-messaging-context'));
