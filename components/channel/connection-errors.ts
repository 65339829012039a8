import {SmartMessagingError} from '../protocol/errors.js';
import {HANDSHAKE} from '../protocol/messages.js';

export const closedError = (messageType?: string): SmartMessagingError =>
  new SmartMessagingError('unavailable', 'The connection is closed. Make another one.', {messageType});

/** What a transport's `listen()` threw or rejected with. */
export const listenError = (cause: unknown): SmartMessagingError =>
  new SmartMessagingError(
    'unavailable',
    "The transport's listen() threw, or its promise was rejected. Mend it: its error is the cause.",
    {messageType: HANDSHAKE, cause},
  );
