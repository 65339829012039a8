export {Channel} from './channel/channel.js';
export * from './channel/types.js';
export * from './transport/index.js';
export * from './protocol/index.js';
export {createTransportPair} from './transport/memory-transport.js';
export * from './element/events.js';
export type {MessagePortMode} from './element/messaging.js';
export {observeMessages} from './element/message-observers.js';
export {requestEventName} from './element/event-names.js';
export * from './scratchpad/index.js';
export {SmartAppFrame} from './smart-app-frame/smart-app-frame.js';
export type {SmartAppFrameState} from './smart-app-frame/app-session.js';
export type {LaunchMode} from './smart-app-frame/launch-plan.js';
export {
  SmartMessagingContext,
  type SmartMessagingContextState,
} from './smart-messaging-context/smart-messaging-context.js';
export {smartMessagingContext} from './smart-messaging-context/context-key.js';
export type {FhirRequests, ScratchpadRequests, UiRequests} from './smart-messaging-context/named-requests.js';
