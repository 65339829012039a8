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

/**
 * The launch parameters (protocol section 1): from attributes and token response, or both from the query string when
 * those have neither. They are not mixed: whoever frames the page writes its query string, and must not choose where a
 * handle goes that came with the token.
 */
export function launchParameters(sources: LaunchParameterSources): Partial<LaunchParameters> {
  const token = (sources.tokenResponse ?? {}) as JsonObject;
  const query = new URLSearchParams(sources.search);
  const first = (...candidates: unknown[]): string | undefined => candidates.find(isText);
  const messagingHandle = first(sources.messagingHandle, token['smart_web_messaging_handle']);
  const messagingOrigin = first(sources.messagingOrigin, token['smart_web_messaging_origin']);
  if (messagingHandle ?? messagingOrigin) return {messagingHandle, messagingOrigin};
  return {
    messagingHandle: first(query.get('messaging_handle'), query.get('smart_web_messaging_handle')),
    messagingOrigin: first(query.get('messaging_origin'), query.get('smart_web_messaging_origin')),
  };
}

/** The EHR's window: what frames this page, else what opened it. */
export const ehrWindow = (): Window | undefined =>
  window.parent === window ? ((window.opener as Window | null) ?? undefined) : window.parent;
