export {Channel} from './channel.js';
export * from './types.js';
export {
  SmartMessagingError,
  type SmartMessagingErrorCode,
  type SmartMessagingErrorOptions,
} from '../protocol/errors.js';
export type * from '../protocol/index.js';
export * from '../transport/index.js';
