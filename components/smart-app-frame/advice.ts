import {settingProblems} from '../element/setting-problems.js';
import type {SmartAppFrame} from './smart-app-frame.js';

const choices = {target: ['frame', 'window'], loading: ['eager', 'lazy'], lane: ['port', 'window']};

const isScope = /^messaging\/(\*|[a-z][^,;]*)$/;

/** Mistakes in a frame's settings that leave it working in part, for the page's developers. */
export function advice(frame: SmartAppFrame): string[] {
  const {launch, iss, scope} = frame;
  const problems = settingProblems(frame, choices);
  if (launch && !iss) problems.push('launch without iss: neither is added to src. Set iss to the FHIR base URL.');
  const words = typeof scope === 'string' ? scope.split(/\s+/) : [];
  const wrong = words.filter((word) => /(^|[,;])messag/i.test(word) && !isScope.test(word));
  if (wrong.length) {
    problems.push(`scope has "${wrong.join(' ')}". Write messaging/ui, in lower case, with spaces between scopes.`);
  }
  return problems;
}

/** For the page's developers, when an app asks for something that `scope` lacks. */
export function lackingScope(messageType: string): string {
  // The app chose it, and the console is no place for its texts.
  if (!/^[\w.-]{1,64}$/.test(messageType)) return 'A message type was refused: no scope covers it.';
  const words = messageType.split('.');
  const isGroup = words.length < 3 || /^(ui|sdc|fhir|scratchpad)$/.test(words[0] ?? '');
  const group = isGroup ? words[0] : words.slice(0, -1).join('.');
  return `${messageType} was refused: scope lacks messaging/${group}. Add it if the app may do this.`;
}
