import type {Reply, ServedRequest} from '../channel/types.js';
import type {BuiltInActions, BuiltInMeans} from './built-in.js';
import {onceLoaded} from './once-loaded.js';

type Serving = typeof import('./serving.js');

/** Once it is loaded. */
export let serving: Serving | undefined;

/** To be called while what was deployed with this module is still there. */
export const loadServing = async (): Promise<Serving> => (serving ??= await import('./serving.js'));

/**
 * Answers a request that no listener answered. Requests of the first moments wait, and keep their order; they are answered by
 * the settings of the moment when they came.
 */
export function builtInReply(request: ServedRequest, means: BuiltInMeans, actions: BuiltInActions): Reply {
  if (serving) return serving.builtInReply(request, means, actions);
  const {answers, scratchpad, fhirBaseUrl, fhirFetch} = means;
  const settings: BuiltInMeans = {
    answers,
    scratchpad,
    fhirBaseUrl,
    fhirFetch,
    get scope() {
      return means.scope;
    },
  };
  return onceLoaded(loadServing(), request, means, (loaded) => loaded.builtInReply(request, settings, actions));
}
