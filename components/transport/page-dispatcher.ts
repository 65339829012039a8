import {isRecord} from '../protocol/json.js';
import {Turns} from './turns.js';
import {WindowCount} from './window-count.js';

/** Takes the messages of one window. */
export interface Receiver {
  take(event: MessageEvent<unknown>): void;
  /** Told of each message instead, where all are dropped unread. */
  onDropped: (() => void) | undefined;
}

export interface HandleOwner {
  /** Told of a message that carries the owner's handle but came from another window than the owner listens to. */
  reject(data: unknown, origin: string): void;
}

/**
 * One `message` listener for the page finds the receiver by the sender's window, so that a message costs the same with one
 * frame on the page as with a hundred. The listener is there only while somebody listens.
 */
const receivers = new WeakMap<MessageEventSource, Receiver>();
const owners = new Map<string, HandleOwner>();
let listening = 0;
/** Of messages that are read only to report whose handle they carry: whoever knows one could keep the page busy with it. */
const strangers = new WindowCount(1000);
const ofStrangers = new Turns();

/** To read `data` is to deserialize it: that waits for the sender's turn. */
function dispatch(event: MessageEvent<unknown>): void {
  const {source} = event;
  const receiver = source && receivers.get(source);
  if (receiver?.onDropped) receiver.onDropped();
  else if (receiver) receiver.take(event);
  else if (source && strangers.take()) ofStrangers.take(() => report(event));
}

function report({data, origin}: MessageEvent<unknown>): void {
  const handle = isRecord(data) && data['messagingHandle'];
  if (typeof handle === 'string') owners.get(handle)?.reject(data, origin);
}

/** Somebody listens to a window, until `signal` is aborted; `receiver` is the same for all who listen to that window. */
export function listenTo(
  window: Window,
  receiver: Receiver,
  handle: string | undefined,
  owner: HandleOwner,
  signal: AbortSignal,
): void {
  if (listening++ === 0) addEventListener('message', dispatch);
  receivers.set(window, receiver);
  if (handle !== undefined) owners.set(handle, owner);
  signal.addEventListener('abort', () => {
    if (handle !== undefined && owners.get(handle) === owner) owners.delete(handle);
    if (--listening === 0) removeEventListener('message', dispatch);
  });
}

/** Nobody listens to it any more. */
export const leave = (window: Window): unknown => receivers.delete(window);
