import {parseUrl} from '../protocol/origins.js';

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
