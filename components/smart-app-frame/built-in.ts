import type {Reply, ServedRequest} from '../channel/types.js';
import {requestEventName} from '../element/event-names.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {notSupported, refusal} from '../protocol/refusals.js';
import type {Scratchpad} from '../scratchpad/scratchpad.js';
import {AutoHeight} from './auto-height.js';
import {onceLoaded} from './once-loaded.js';
import {scratchpadReply} from '../scratchpad/scratchpad-requests.js';

export interface BuiltInMeans {
  /** May be another one later. */
  readonly scope: string | undefined;
  answers: string | undefined;
  scratchpad: Scratchpad;
  fhirBaseUrl: string | undefined;
  fhirFetch: typeof fetch | undefined;
}

/** What the frame does when no listener answered a request. */
export interface BuiltInActions {
  /** Takes the app away once the answer has left. */
  leave(): void;
  /** Keeps the height of the app's content; absent where the frame has a fixed height. */
  height: {rule?: AutoHeight} | undefined;
  /** The rule has another height. */
  resize(): void;
  report(error: SmartMessagingError): void;
}

/** Answers a request that no listener answered. */
export function builtInReply(
  request: ServedRequest,
  means: BuiltInMeans,
  {leave, height, resize, report}: BuiltInActions,
): Reply {
  const {messageType, messageId, payload, signal} = request;
  if (isAnsweredByPage(messageType, means.answers)) {
    report(new SmartMessagingError('handler-failed', unanswered(messageType), {messageType, messageId}));
    return refusal(messageType, 403, `${messageType} was not answered.`);
  }
  if (messageType === 'ui.done') {
    leave();
    return {status: 'success'};
  }
  if (messageType === 'ui.changedHeight' && height) return (height.rule ??= new AutoHeight(resize)).take(payload);
  if (messageType === 'fhir.http') {
    if (!means.fhirBaseUrl)
      return refusal(messageType, 501, 'fhir.http is not supported: the EHR gave no FHIR base URL.');
    const {fhirBaseUrl} = means;
    const fhirFetch: typeof fetch = means.fhirFetch ?? ((...args) => fetch(...args));
    return onceLoaded(loadFhirHttp(), request, means, ({postBundle}) =>
      postBundle(payload, fhirBaseUrl, fhirFetch, signal),
    );
  }
  return scratchpadReply(request, means.scratchpad) ?? notSupported(request);
}

/** Only some pages need it; it is to be loaded while what was deployed with this module is still there. */
export const loadFhirHttp = (): Promise<typeof import('./fhir-http.js')> => import('./fhir-http.js');

/**
 * Whether `answers` names this type, its event, its group or everything. Other lists are taken as they are meant, and what is
 * no list at all as everything: a type that is missed would be answered by the built-in behaviour.
 */
function isAnsweredByPage(messageType: string, answers: unknown): boolean {
  if (!answers) return false;
  if (typeof answers !== 'string') return !isList(answers) || isAnsweredByPage(messageType, [...answers].join(' '));
  const type = messageType.toLowerCase();
  const isMeant = (word: string): boolean =>
    word === type ||
    word === '*' ||
    word === requestEventName(messageType) ||
    type.startsWith(`${word.replace(/\.\*$/, '')}.`);
  return answers
    .toLowerCase()
    .split(/[\s,;|"']+/)
    .some(isMeant);
}

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

const unanswered = (messageType: string): string =>
  `${messageType} is listed in "answers", but no listener called respondWith() or refuse() during the event, so it was ` +
  'refused. Call one of them at once, respondWith() with a promise to answer later; the console shows what a listener threw.';
