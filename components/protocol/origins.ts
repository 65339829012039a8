import {SmartMessagingError} from './errors.js';

export function parseUrl(text: string, baseUrl?: string): URL | undefined {
  try {
    return new URL(text, baseUrl);
  } catch {
    return undefined;
  }
}

export const isWebUrl = ({protocol}: URL): boolean => protocol === 'https:' || protocol === 'http:';

/** Neither `*` nor anything that is decoded to it. */
const concrete = /^[\w.:[\]-]+$/;

/** Of pages in native shells (Capacitor, Ionic, Tauri …): `URL.origin` is `null` for them. */
const shellPage = /^(?:app:\/\/-|(?:capacitor|ionic|tauri|app):\/\/[a-z0-9][a-z0-9.-]*(?::\d+)?)\/?$/i;

/** Of a native app, by its client id. */
const nativeApp = /^native:[\w.~-]+$/;

function parseShellOrigin(text: string): string | undefined {
  if (shellPage.test(text)) return text.replace(/\/$/, '').toLowerCase();
  return nativeApp.test(text) ? text : undefined;
}

/**
 * A concrete origin, in the form that `MessageEvent.origin` has.
 *
 * @throws {SmartMessagingError} `invalid-request` for `*`, `null`, paths and anything else that is no origin (SWM-3), and for an
 *   origin in disguise, such as `https://%2A` or `https:\\\\ehr.example.org`.
 */
export function parseOrigin(text: string, name: string): string {
  const written = typeof text === 'string' ? text.trim() : '';
  const shell = parseShellOrigin(written);
  if (shell !== undefined) return shell;
  const url = parseUrl(text); // which trims less than trim() does
  if (url && isWebUrl(url) && concrete.test(url.host) && isWrittenAs(url, written)) return url.origin;
  const hint = `${name} must name an origin such as https://ehr.example.org, without a path; never *.`;
  throw new SmartMessagingError('invalid-request', hint);
}

/**
 * A URL parser decodes, maps and drops characters. Only the case, the default port and one slash may differ; a host of other
 * scripts is written in its own letters or as `xn--`.
 */
function isWrittenAs({origin, hostname, protocol}: URL, text: string): boolean {
  const written = text
    .toLowerCase()
    .replace(/\/$/, '')
    .replace(protocol === 'https:' ? /:443$/ : /:80$/, '');
  if (written === origin) return true;
  const [, host = ''] = /^https?:\/\/([^\s/\\?#@%:]+)(:\d+)?$/.exec(written) ?? [];
  return hostname.includes('xn--') && /[^\0-\x7f]/.test(host);
}
