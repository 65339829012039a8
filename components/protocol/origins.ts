import {SmartMessagingError} from './errors.js';

export function parseUrl(text: string, baseUrl?: string): URL | undefined {
  try {
    return new URL(text, baseUrl);
  } catch {
    return undefined;
  }
}

export const isWebUrl = ({protocol}: URL): boolean => protocol === 'https:' || protocol === 'http:';

/**
 * A concrete origin, in the form that `MessageEvent.origin` has.
 *
 * @throws {SmartMessagingError} `invalid-request` for `*`, `null`, paths and anything else that is no origin (SWM-3).
 */
export function parseOrigin(text: string, name: string): string {
  const url = parseUrl(text);
  if (url && isWebUrl(url) && url.href === `${url.origin}/` && !text.includes('*')) return url.origin;
  const hint = `${name} must name an origin such as https://ehr.example.org, without a path; never *.`;
  throw new SmartMessagingError('invalid-request', hint);
}
