import type {Reply} from './types.js';

/**
 * Sends a reply: each value of an async iterable as a partial answer, its return value as the last one.
 * Stops, and lets the iterable clean up, when `signal` aborts.
 */
export async function sendReply(
  reply: Reply,
  send: (payload: object, more: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const iterator = (reply as Partial<AsyncIterable<object, object | undefined>> | undefined)?.[
    Symbol.asyncIterator
  ]?.();
  const stop = (): void => void cleanUp(iterator);
  if (iterator) signal.addEventListener('abort', stop);
  try {
    for (let more = true; more;) {
      const {done = false, value} = iterator
        ? await iterator.next()
        : {done: true, value: await (reply as Promise<object>)};
      if (signal.aborted) return;
      more = !done;
      send(value ?? {}, more);
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    if (iterator) signal.removeEventListener('abort', stop);
  }
}

async function cleanUp(iterator: AsyncIterator<object> | undefined): Promise<void> {
  try {
    await iterator?.return?.();
  } catch {
    // It was going to end anyway.
  }
}
