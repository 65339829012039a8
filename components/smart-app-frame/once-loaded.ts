import type {Reply, ServedRequest} from '../channel/types.js';
import {refusal} from '../protocol/refusals.js';
import {scopeAllows} from '../protocol/scopes.js';

/** Replies with the help of a module that may still be loading. Where the scope is withdrawn meanwhile, nothing is done: the channel refuses. */
export async function onceLoaded<M>(
  loading: Promise<M>,
  {messageType, signal}: ServedRequest,
  granted: {readonly scope: string | undefined},
  reply: (module: M) => Reply,
): Promise<object | undefined | void> {
  const module = await loading.catch(() => undefined);
  if (signal.aborted || !scopeAllows(granted.scope ?? '', messageType)) return {};
  return module
    ? (reply(module) as Promise<object>)
    : refusal(messageType, 500, 'The EHR page could not load what does this. Try again later.', 'transient');
}
