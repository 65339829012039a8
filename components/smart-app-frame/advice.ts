export {explain} from '../element/rejection-hint.js';
import {settingProblems} from '../element/setting-problems.js';
import {bareUrl, missingScheme} from './address.js';
import {blockedText} from './frame-policy.js';
import type {SmartAppFrame} from './smart-app-frame.js';

const choices = {target: ['frame', 'window'], loading: ['eager', 'lazy'], 'message-port': ['auto', 'off']};

const isBuiltIn =
  /^(ui\.(done|launchActivity|changedHeight)|fhir\.http|scratchpad\.(create|read|update|delete)|\w+\.\*)$/;

const isScope = /^messaging\/(\*|[a-z][^,;"'`]*)$/;

/** Meant as one, with its letters in another order, or with a few of them missing. */
const isMeantAsScope = /(^|[,;])\W*m\w*s\w*g/i;

export const sameHandle =
  'gave an earlier launch the same messaging-handle. Set a new one with each src or launch, ' +
  'or none: then each launch gets a random one.';

const given = new Set<string>();

/** What only the first such element of a page is advised. */
const once = ({localName}: HTMLElement, text: string): string[] =>
  given.size === given.add(localName + text).size ? [] : [text];

/** Mistakes in a frame's settings that leave it working in part, for the page's developers. */
export function settingAdvice(frame: SmartAppFrame): string[] {
  const {launch, launchMode, handleLifetime, iss, fhirBaseUrl, scope, answers, src, label, sandbox, target} = frame;
  const problems = settingProblems(frame, choices);
  if (launchMode === 'smart' && !iss) problems.push('launch-mode="smart" without iss: set iss to the FHIR base URL.');
  else if (launch && launchMode && launchMode !== 'smart')
    problems.push(`launch-mode="${launchMode}" adds no launch to src. Use launch-mode="smart", or remove launch.`);
  else if (launch && !iss) problems.push('launch without iss: neither is added to src. Set iss to the FHIR base URL.');
  for (const [name, url] of [
    ['iss', iss],
    ['fhir-base-url', fhirBaseUrl],
  ] as const) {
    // fetch() takes a path as one of the page's own server.
    if (!url || /^https?:\/\//i.test(url) || (name !== 'iss' && /^\.{0,2}\//.test(url))) continue;
    problems.push(`${name} must begin with https://, such as https://ehr.example.org/fhir.${missingScheme(url)}`);
  }
  if (src && !label)
    problems.push(...once(frame, 'needs a label: the name of the app, such as label="Dose adjustment".'));
  for (const token of src && target !== 'window' ? String(sandbox).toLowerCase().split(/\s+/) : []) {
    if (!token.startsWith('allow-top-navigation')) continue;
    const text = `${token} in sandbox lets the app replace the EHR page, and what was typed there is lost. Remove it.`;
    problems.push(...once(frame, text));
  }
  if (!handleLifetime)
    problems.push('handle-lifetime is 0: it ends each launch at once. Use milliseconds, such as 28800000 for 8 hours.');
  const unknown = (typeof answers === 'string' ? answers : '')
    .split(/[\s,]+/)
    .filter((word) => /^(ui|scratchpad|fhir)\.|[^\w.*-]/.test(word) && !isBuiltIn.test(word));
  if (unknown[0]) problems.push(`answers has "${unknown.join(' ')}". Write message types, such as scratchpad.create.`);
  const words = typeof scope === 'string' ? scope.split(/\s+/) : [];
  const wrong = words.filter((word) => isMeantAsScope.test(word) && !isScope.test(word));
  if (wrong.length) {
    problems.push(`scope has "${wrong.join(' ')}". Write messaging/ui, in lower case, with spaces between scopes.`);
  }
  return problems;
}

const warnedOfSdc = new WeakSet<object>();

/** Whether this is the first warning that the scope of this frame lacks `messaging/sdc`: one is enough for all of its messages. */
export const isFirstOfSdc = (frame: object): boolean => !warnedOfSdc.has(frame) && !!warnedOfSdc.add(frame);

/** For the page's developers, when an app asks for something that `scope` lacks. */
export function lackingScope(messageType: string, frame: object): string | string[] {
  // The app chose it, and the console is no place for its texts.
  if (!/^[a-z]\w{0,31}(\.\w{1,31}){1,4}$/i.test(messageType)) return 'A message type was refused: no scope covers it.';
  if (messageType.startsWith('sdc.') && !isFirstOfSdc(frame)) return [];
  const words = messageType.split('.');
  const isGroup = words.length < 3 || /^(ui|sdc|fhir|scratchpad)$/.test(words[0] ?? '');
  const group = isGroup ? words[0] : words.slice(0, -1).join('.');
  return `${messageType} was refused: scope lacks messaging/${group}. Add it if the app may do this.`;
}

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
  if (blocked) return `${blockedText(blocked)} That is, if the launch of the app goes there.`;
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
