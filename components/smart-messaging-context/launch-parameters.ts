import {isText, type JsonObject} from '../protocol/json.js';

export interface LaunchParameters {
  messagingHandle: string;
  messagingOrigin: string;
}

export interface LaunchParameterSources {
  messagingHandle: string | undefined;
  messagingOrigin: string | undefined;
  tokenResponse: object | undefined;
  /** The page's query string, for hosts that launch without OAuth. */
  search: string;
}

/** The launch parameters, each from the first source that has it (protocol section 1). */
export function launchParameters(sources: LaunchParameterSources): Partial<LaunchParameters> {
  const token = (sources.tokenResponse ?? {}) as JsonObject;
  const query = new URLSearchParams(sources.search);
  const find = (own: string | undefined, name: string): string | undefined =>
    [own, token[`smart_web_${name}`], query.get(name), query.get(`smart_web_${name}`)].find(isText);
  return {
    messagingHandle: find(sources.messagingHandle, 'messaging_handle'),
    messagingOrigin: find(sources.messagingOrigin, 'messaging_origin'),
  };
}

/** The EHR's window: what frames this page, else what opened it. */
export const ehrWindow = (): Window | undefined =>
  window.parent === window ? ((window.opener as Window | null) ?? undefined) : window.parent;
