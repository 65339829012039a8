import type {Reply, ServedRequest} from '../channel/types.js';
import {refusal} from '../protocol/refusals.js';

/** Replies with the help of a module that may still be loading. */
export async function onceLoaded<M>(
  loading: Promise<M>,
  {messageType, signal}: ServedRequest,
  reply: (module: M) => Reply,
): Promise<object | undefined | void> {
  const module = await loading.catch(() => undefined);
  if (signal.aborted) return {}; // the app's document went away meanwhile
  return module
    ? (reply(module) as Promise<object>)
    : refusal(messageType, 500, 'The EHR page could not load what does this. Try again later.', 'transient');
}
