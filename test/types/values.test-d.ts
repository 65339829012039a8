import * as entry from '../../components/index.js';
import {
  Channel,
  MemoryScratchpad,
  refusalText,
  scratchpadRequest,
  SmartMessagingError,
} from '../../components/index.js';

/** An export of types alone has no value here, whatever it is at run time. */
export const values = [entry.HANDSHAKE, Channel, MemoryScratchpad, refusalText, scratchpadRequest, SmartMessagingError];
