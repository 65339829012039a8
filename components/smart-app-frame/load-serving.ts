import type {Reply, ServedRequest} from '../channel/types.js';
import type {BuiltInActions, BuiltInMeans} from './built-in.js';
import {onceLoaded} from './once-loaded.js';

type Serving = typeof import('./serving.js');

/** Once it is loaded. */
export let serving: Serving | undefined;

/** To be called while what was deployed with this module is still there. */
export const loadServing = async (): Promise<Serving> => (serving ??= await import('./serving.js'));

/** Answers a request that no listener answered. Requests of the first moments wait, and keep their order. */
export function builtInReply(request: ServedRequest, means: BuiltInMeans, actions: BuiltInActions): Reply {
  return serving
    ? serving.builtInReply(request, means, actions)
    : onceLoaded(loadServing(), request, (loaded) => loaded.builtInReply(request, means, actions));
}
