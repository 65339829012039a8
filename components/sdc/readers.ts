import {SmartMessagingError} from '../protocol/errors.js';
import type {Bundle, OperationOutcome, Resource} from '../protocol/fhir.js';
import {isRecord, isText, jsonLength, largestSize, type JsonObject} from '../protocol/json.js';
import {refusalCodes} from '../protocol/refusal-codes.js';
import type {Questionnaire, QuestionnaireResponse, SdcConfiguration, SdcContext, SdcForm} from './messages.js';

/** Without what is `undefined` or `null`: some only look whether a name is there. */
export const present = <T extends object>(object: unknown): T =>
  Object.fromEntries(Object.entries(isRecord(object) ? object : {}).filter(([, value]) => value != null)) as T;

/** The objects of a list, or the one that stands for it. */
const records = (value: unknown): JsonObject[] => [value].flat().filter(isRecord);

/** Whether it can be written down as JSON at all: what shares its parts often enough never ends. */
const isData = (value: unknown): boolean => (jsonLength(value) ?? Infinity) <= largestSize;

const is =
  <T>(resourceType: string) =>
  (value: unknown): value is T =>
    isRecord(value) && value['resourceType'] === resourceType && isData(value);

export const isQuestionnaire = is<Questionnaire>('Questionnaire');
export const isQuestionnaireResponse = is<QuestionnaireResponse>('QuestionnaireResponse');

/**
 * The form of a payload, or of a payload that is a Questionnaire or QuestionnaireResponse itself. A response may contain its
 * Questionnaire.
 */
export function readForm(payload: object): SdcForm {
  const {questionnaire, questionnaireResponse} = payload as JsonObject;
  const response = [questionnaireResponse, payload].find(isQuestionnaireResponse);
  const {contained} = (response ?? {}) as {contained?: unknown};
  const candidates = [questionnaire, payload, ...records(contained)];
  return present({questionnaire: candidates.find(isQuestionnaire), questionnaireResponse: response});
}

export const readConfiguration = (payload: object): SdcConfiguration => {
  const {terminologyServer, dataServer, configuration} = payload as SdcConfiguration;
  return present({terminologyServer, dataServer, configuration});
};

const ownContext = ['subject', 'author', 'encounter'];

/**
 * The context of a payload. Some hosts in use send `launchContext` beside `context`, or all of the context without it;
 * `isForm` where the payload may be a resource, which has a subject of its own.
 */
export function readContext(payload: object, isForm = false): SdcContext {
  const {context, launchContext, ...others} = payload as JsonObject;
  const own = Object.entries(isForm ? {} : others).filter(([name]) => ownContext.includes(name));
  return mergeContext(present({...Object.fromEntries(own), launchContext}), context);
}

/** Of a `launchContext`, whose oldest go. */
const mostItems = 256;

/** A context on top of the one before; `launchContext` is merged by name. */
export function mergeContext(before: SdcContext, context: unknown): SdcContext {
  const latest = present<SdcContext>(context);
  const items = [before, latest].flatMap(({launchContext}) => records(launchContext));
  const launchContext = [...new Map(items.map((item) => [item['name'], item])).values()];
  const {subject, author, encounter} = before;
  return present({
    subject,
    author,
    encounter,
    ...latest,
    launchContext: launchContext[0] && launchContext.slice(-mostItems),
  });
}

/** The texts of a list, or `undefined` where it is none. */
export const readTexts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter(isText) : undefined;

const successStatus = /^\s*(?:success|ok|done|2\d\d(?:\s.*)?)\s*$/is;
const harmless: readonly unknown[] = ['information', 'warning', 'success'];

const isHarmless = ({severity}: JsonObject): boolean => isText(severity) && harmless.includes(severity.toLowerCase());

/** What an answer may bring besides a status. */
const results = ['questionnaire', 'questionnaireResponse', 'extractedResources'];

/**
 * Whether an answer says that it is done, or that it is not; `undefined` where it says neither. Some renderers in use answer
 * `{$type: 'base'}` or `{$type: 'error', errorMessage}`. A sign of failure counts more than any sign of success.
 */
function isDone(answer: JsonObject, isEnough: boolean): boolean | undefined {
  const {resourceType, status, success, $type, error, errorMessage} = answer;
  const outcome = resourceType === 'OperationOutcome' ? answer : answer['outcome'];
  const issues = isRecord(outcome) ? records(outcome['issue']) : [];
  if (success === false || $type === 'error' || [error, errorMessage].some(Boolean)) return false;
  if (!issues.every(isHarmless)) return false;
  // A resource has a status of its own.
  if (!resourceType && status != null)
    return (isText(status) || typeof status === 'number') && successStatus.test(`${status}`);
  const brings = results.some((name) => isRecord(answer[name]) || Array.isArray(answer[name]));
  const isForm = resourceType === 'Questionnaire' || resourceType === 'QuestionnaireResponse';
  return issues[0] !== undefined || success === true || $type === 'base' || brings || isForm || isEnough || undefined;
}

/**
 * Passes an answer with a known sign of success; `isEnough` where it has one of its message type's own.
 *
 * @throws {SmartMessagingError} `refused` where it says that it failed, `invalid-response` where it says nothing.
 */
export function expectDone<A extends object>(answer: object, messageType: string, isEnough = false): A {
  const done = isDone(answer as JsonObject, isEnough);
  if (!done) throw answerError(done === false ? 'refused' : 'invalid-response', messageType, answer);
  return answer as A;
}

export function answerError(
  code: 'refused' | 'invalid-response',
  messageType: string,
  payload: object,
): SmartMessagingError {
  const codes = refusalCodes(payload);
  const text =
    code === 'refused'
      ? `The other side refused ${messageType}. refusalText(error.payload) gives its reason.`
      : `The answer to ${messageType} has no known sign of success, such as a status.`;
  return new SmartMessagingError(code, codes ? `${codes}: ${text}` : text, {messageType, payload});
}

/** What a renderer has extracted from a form. */
export interface SdcExtraction {
  /** One by one, whatever they came in. */
  resources: Resource[];
  /**
   * The Bundle in which they came, as it came. It may hold more than `resources`, such as deletions: look at the `request`
   * of each entry before you run it.
   */
  bundle?: Bundle;
  outcome?: OperationOutcome;
}

/**
 * Reads the answer to a `sdc.requestExtract`, with an array or a Bundle.
 *
 * @throws {SmartMessagingError} `refused` where nothing came but an error, `invalid-response` where nothing came at all.
 */
export function readExtraction(answer: object): SdcExtraction {
  const messageType = 'sdc.requestExtract';
  const {extractedResources, outcome} = answer as {extractedResources?: unknown; outcome?: unknown};
  const extracted = isData(extractedResources) && extractedResources;
  const bundle = isRecord(extracted) && extracted['resourceType'] === 'Bundle' ? extracted : undefined;
  const resources = records(bundle ? records(bundle['entry']).map(({resource}) => resource) : extracted).filter(
    ({resourceType}) => isText(resourceType),
  );
  // An outcome without issues: nothing could be extracted, and that is fine.
  const isEmpty =
    isRecord(outcome) && Array.isArray(outcome['issue']) && outcome['resourceType'] === 'OperationOutcome';
  if (resources.length === 0) expectDone(answer, messageType, isEmpty);
  if (!extracted && !outcome) throw answerError('invalid-response', messageType, answer);
  return present({resources, bundle, outcome});
}
