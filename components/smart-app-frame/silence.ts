import {parseUrl} from '../protocol/origins.js';
import {bareUrl} from './address.js';

export interface Silence {
  /** Where the app was launched; `undefined` with a transport. */
  url: string | undefined;
  isFramed: boolean;
  /** Its document is there. */
  isLoaded: boolean;
  /** Nothing shows that the app could have the handle. */
  lacksHandle: boolean;
  /** An origin that the page's Content-Security-Policy kept out of a frame meanwhile. */
  blocked: string | undefined;
}

/** What to check when nothing came from an app, the most probable first. */
export function silenceChecks({url, isFramed, isLoaded, lacksHandle, blocked}: Silence): string {
  if (blocked) return blockedText(blocked);
  if (!isLoaded && url) return `Open ${bareUrl(url)} in a tab: its server has not answered.`;
  if (lacksHandle) {
    return (
      'The app has no handle: the page did not read the messagingHandle of this launch. ' +
      'Set launch-mode="query", or messaging-handle to one that your server issues.'
    );
  }
  if (!url) return 'Nothing came through the transport. Check that the app has the handle.';
  const headers = isFramed ? 'X-Frame-Options and frame-ancestors' : 'Cross-Origin-Opener-Policy';
  return (
    `Nothing came from the app. Open ${bareUrl(url)} in a tab. Check its headers (${headers}), its scripts, its handle ` +
    'and its support of SMART Web Messaging.'
  );
}

export const blockedText = (origin: string): string =>
  `This page's Content-Security-Policy blocks frames from ${origin}. Add it to frame-src.`;

/** Calls back with the origin of each frame that this page's own Content-Security-Policy blocks. */
export function watchFramePolicy(onBlocked: (origin: string) => void, signal: AbortSignal): void {
  const listener = ({disposition, effectiveDirective, blockedURI}: SecurityPolicyViolationEvent): void => {
    const origin = parseUrl(blockedURI)?.origin;
    if (origin && disposition === 'enforce' && /^(frame|child|default)-src/.test(effectiveDirective)) onBlocked(origin);
  };
  document.addEventListener('securitypolicyviolation', listener, {signal});
}
