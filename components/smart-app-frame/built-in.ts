import type {Reply, ServedRequest} from '../channel/types.js';
import {notSupported} from '../protocol/refusals.js';
import type {Scratchpad} from '../scratchpad/scratchpad.js';
import type {AutoHeight} from './auto-height.js';
import {postBundle} from './fhir-http.js';
import {scratchpadReply} from './scratchpad-requests.js';

export interface BuiltInMeans {
  scratchpad: Scratchpad;
  fhirBaseUrl: string | undefined;
  fhirFetch: typeof fetch | undefined;
}

/** What the frame does with a request that no listener took. `leave` takes the app away once the answer has left. */
export function builtInReply(
  request: ServedRequest,
  means: BuiltInMeans,
  leave: () => void,
  height: AutoHeight | undefined,
): Reply {
  const {messageType, payload, signal} = request;
  if (messageType === 'ui.done') {
    leave();
    return {status: 'success'};
  }
  if (messageType === 'ui.changedHeight' && height) return height.take(payload);
  if (messageType === 'fhir.http' && means.fhirBaseUrl) {
    return postBundle(payload, means.fhirBaseUrl, means.fhirFetch ?? ((...args) => fetch(...args)), signal);
  }
  return scratchpadReply(request, means.scratchpad) ?? notSupported(request);
}
