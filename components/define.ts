export type * from './element/events.js';
export {SmartAppFrame} from './smart-app-frame/define.js';
export {SmartMessagingContext} from './smart-messaging-context/define.js';
