import type {Reply} from './types.js';

const isAsyncIterable = (reply: unknown): reply is AsyncIterable<object> =>
  typeof reply === 'object' && reply !== null && Symbol.asyncIterator in reply;

/**
 * Sends a reply: each value of an async iterable as a partial answer, its return value as the last one.
 * Stops, and lets the iterable clean up, when `signal` aborts.
 */
export async function sendReply(
  reply: Reply,
  send: (payload: object, more: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!isAsyncIterable(reply)) {
    const payload = (await reply) ?? {};
    if (!signal.aborted) send(payload, false);
    return;
  }
  const iterator = reply[Symbol.asyncIterator]() as AsyncIterator<object, object | undefined>;
  const stop = (): void => void Promise.resolve(iterator.return?.()).catch(() => undefined);
  signal.addEventListener('abort', stop, {once: true});
  try {
    for (;;) {
      const {done, value} = await iterator.next();
      if (signal.aborted) return;
      send(value ?? {}, !done);
      if (done) return;
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
