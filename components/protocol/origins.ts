import {SmartMessagingError} from './errors.js';

export function parseUrl(text: string, baseUrl?: string): URL | undefined {
  try {
    return new URL(text, baseUrl);
  } catch {
    return undefined;
  }
}

export const isWebUrl = ({protocol}: URL): boolean => protocol === 'https:' || protocol === 'http:';

/** Of pages in native shells (Capacitor, Ionic, Tauri …): `URL.origin` is `null` for them. */
const shellPage = /^(?:capacitor|ionic|tauri|app):\/\/[a-z0-9][a-z0-9.-]*(?::\d+)?\/?$/i;

/** Of a native app, by its client id. */
const nativeApp = /^native:[\w.~-]+$/;

function parseShellOrigin(text: string): string | undefined {
  if (shellPage.test(text)) return text.replace(/\/$/, '').toLowerCase();
  return nativeApp.test(text) ? text : undefined;
}

/**
 * A concrete origin, in the form that `MessageEvent.origin` has.
 *
 * @throws {SmartMessagingError} `invalid-request` for `*`, `null`, paths and anything else that is no origin (SWM-3).
 */
export function parseOrigin(text: string, name: string): string {
  const shell = parseShellOrigin(text.trim());
  if (shell !== undefined) return shell;
  const url = parseUrl(text);
  if (url && isWebUrl(url) && url.href === `${url.origin}/` && !text.includes('*')) return url.origin;
  const hint = `${name} must name an origin such as https://ehr.example.org, without a path; never *.`;
  throw new SmartMessagingError('invalid-request', hint);
}
