import type {Reply} from './types.js';

type LaterReply = PromiseLike<object | undefined | void> | AsyncIterable<object>;

type Send = (payload: object, more: boolean) => boolean;

/**
 * Sends a reply: a plain one at once, returning nothing; a promise's value, or each value of an async iterable as a partial
 * answer and its return value as the last one, returning a promise of the end. Stops, and lets the iterable clean up, when
 * `signal` aborts or `send` says that nothing may follow.
 */
export function sendReply(reply: Reply, send: Send, signal: AbortSignal): Promise<void> | undefined {
  if (isLater(reply)) return sendLater(reply, send, signal);
  send(reply ?? {}, false);
  return undefined;
}

const isLater = (reply: Reply): reply is LaterReply =>
  typeof reply === 'object' &&
  (Symbol.asyncIterator in reply || typeof (reply as {then?: unknown}).then === 'function');

async function sendLater(reply: LaterReply, send: Send, signal: AbortSignal): Promise<void> {
  const iterator = (reply as Partial<AsyncIterable<object, object | undefined>>)[Symbol.asyncIterator]?.();
  const stop = (): void => void cleanUp(iterator);
  if (iterator) signal.addEventListener('abort', stop);
  let isDone = false;
  try {
    let goesOn = true;
    while (goesOn) {
      const {done = false, value} = iterator
        ? await iterator.next()
        : {done: true, value: await (reply as Promise<object>)};
      if (signal.aborted) return;
      isDone = done;
      goesOn = send(value ?? {}, !done);
    }
  } finally {
    if (iterator) signal.removeEventListener('abort', stop);
    if (!isDone && !signal.aborted) stop();
  }
}

async function cleanUp(iterator: AsyncIterator<object> | undefined): Promise<void> {
  try {
    await iterator?.return?.();
  } catch {
    // It was going to end anyway.
  }
}
