import {SmartMessagingError} from '../protocol/errors.js';
import {isWebUrl, parseOrigin, parseUrl} from '../protocol/origins.js';
import {bareUrl, missingScheme} from './address.js';

export type LaunchMode = 'smart' | 'query' | 'none';

/**
 * What an app usually needs: scripts, its own origin (without it messages come from the origin `null`), forms, dialogs,
 * downloads, pop-ups, its cookies after a click. Not among them: navigating the EHR's page, and pop-ups without a sandbox,
 * which in Firefox may navigate it.
 */
export const defaultSandbox =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-storage-access-by-user-activation';

export interface LaunchSettings {
  src: string;
  iss: string | undefined;
  launch: string | undefined;
  launchMode: LaunchMode | undefined;
  appOrigin: string | undefined;
  messagingHandle: string;
  /** The sandbox that the app will be in; `undefined` where it gets a window of its own. */
  sandbox: string | undefined;
}

export interface LaunchPlan {
  url: string;
  /** Of the app, the one it starts from first. */
  origins: string[];
  /** The app will run, but cannot be talked to. */
  warning?: SmartMessagingError;
}

const invalid = (text: string): SmartMessagingError => new SmartMessagingError('invalid-request', text);

/**
 * Where to go and whom to listen to.
 *
 * @throws {SmartMessagingError} `invalid-request` when the settings are wrong or not safe; the app must not be loaded.
 */
export function planLaunch(settings: LaunchSettings): LaunchPlan {
  const ehrOrigin = self.origin; // that of a srcdoc document, too, whose location has none
  const url = parseSource(settings.src);
  const origins = listedOrigins(settings.appOrigin) ?? [url.origin];
  const {sandbox} = settings;
  if (sandbox !== undefined && typeof sandbox !== 'string') throw invalid('sandbox must be a string.');
  const tokens = new Set(sandbox?.toLowerCase().split(/\s+/));
  const keepsOrigin = sandbox === undefined || tokens.has('allow-same-origin');
  const escapes = keepsOrigin && (sandbox === undefined || tokens.has('allow-scripts'));
  if (escapes && (url.origin === ehrOrigin || origins.includes(ehrOrigin))) {
    const address = url.origin === ehrOrigin ? ` src leads to ${bareUrl(url.href)}.${missingScheme(settings.src)}` : '';
    throw invalid(
      `The app is on the EHR page's own origin and could act as the EHR. Serve it from another origin.${address}`,
    );
  }
  addLaunchParameters(url, settings);
  if (!keepsOrigin) {
    const text = 'The sandbox lacks allow-same-origin: messages would come from the origin null. Add it.';
    return {url: url.href, origins, warning: invalid(text)};
  }
  return {url: url.href, origins: origins.sort((a, b) => Number(b === url.origin) - Number(a === url.origin))};
}

function parseSource(src: string): URL {
  const url = parseUrl(src, document.baseURI);
  if (!url) throw invalid('src is no URL. Give the address of the app.');
  if (!isWebUrl(url)) throw invalid(`src must be an http(s) URL; ${url.protocol} is refused.${missingScheme(src)}`);
  return url;
}

/**
 * The origins of `app-origin`; `undefined` where it has none.
 *
 * @throws {SmartMessagingError} `invalid-request` when one of them is no origin.
 */
export function listedOrigins(list: string | undefined): string[] | undefined {
  if (typeof (list ?? '') !== 'string') throw invalid('app-origin must be a string: origins separated by spaces.');
  const words = list?.split(/\s+/).filter(Boolean) ?? [];
  return words.length > 0 ? words.map((word) => parseOrigin(word, 'app-origin')) : undefined;
}

function addLaunchParameters(url: URL, settings: LaunchSettings): void {
  const {iss, launch, messagingHandle} = settings;
  const mode: string = settings.launchMode || (iss ? 'smart' : 'none');
  if (mode === 'smart') {
    if (iss) url.searchParams.set('iss', iss);
    if (launch) url.searchParams.set('launch', launch);
  } else if (mode === 'query') {
    url.searchParams.set('messaging_handle', messagingHandle);
    url.searchParams.set('messaging_origin', self.origin);
  } else if (mode !== 'none') {
    throw invalid('launch-mode must be smart, query or none.');
  }
}
