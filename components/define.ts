export {SmartAppFrame} from './smart-app-frame/define.js';
export {SmartMessagingContext} from './smart-messaging-context/define.js';
