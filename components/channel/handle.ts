import {isText} from '../protocol/json.js';
import type {ChannelOptions} from './types.js';

/** Whether a message carries the handle of this launch. An empty one is none, on either side. */
export const isHandle = (handle: unknown, {messagingHandle}: ChannelOptions): boolean =>
  isText(handle) && handle === messagingHandle;
