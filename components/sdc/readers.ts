import {SmartMessagingError} from '../protocol/errors.js';
import type {Bundle, OperationOutcome, Resource} from '../protocol/fhir.js';
import {isRecord, isText} from '../protocol/json.js';
import type {Questionnaire, QuestionnaireResponse, SdcConfiguration, SdcContext} from './messages.js';

const isResource = (value: unknown, type?: string): value is Resource =>
  isRecord(value) && isText(value['resourceType']) && (type === undefined || value['resourceType'] === type);

export const isQuestionnaire = (value: unknown): value is Questionnaire => isResource(value, 'Questionnaire');

export const isQuestionnaireResponse = (value: unknown): value is QuestionnaireResponse =>
  isResource(value, 'QuestionnaireResponse');

/** The QuestionnaireResponse of a payload, or the payload itself where it is one. */
export const readQuestionnaireResponse = (payload: object): QuestionnaireResponse | undefined =>
  [(payload as {questionnaireResponse?: unknown}).questionnaireResponse, payload].find(isQuestionnaireResponse);

/** The Questionnaire of a payload, the payload itself where it is one, or the one that its response contains. */
export function readQuestionnaire(payload: object): Questionnaire | undefined {
  const {contained} = (readQuestionnaireResponse(payload) ?? {}) as {contained?: unknown};
  const {questionnaire} = payload as {questionnaire?: unknown};
  return [questionnaire, payload, ...(Array.isArray(contained) ? (contained as unknown[]) : [])].find(isQuestionnaire);
}

/** Whether a response says that it answers this very Questionnaire; versions are not compared. */
export const answers = ({questionnaire}: QuestionnaireResponse, {url}: Questionnaire): boolean =>
  isText(url) && isText(questionnaire) && questionnaire.split('|', 1)[0] === url;

/** What of a `sdc.configure` is what it should be. */
export function readConfiguration(payload: object): SdcConfiguration {
  const {terminologyServer, dataServer, configuration} = payload as Record<string, unknown>;
  return {
    ...(isText(terminologyServer) && {terminologyServer}),
    ...(isText(dataServer) && {dataServer}),
    ...(isRecord(configuration) && {configuration}),
  };
}

/** What of a context is what it should be, on top of what there was before; `launchContext` is merged by name. */
export function mergeContext(before: SdcContext, context: unknown): SdcContext {
  const merged = {...before};
  if (!isRecord(context)) return merged;
  for (const name of ['subject', 'author', 'encounter'] as const) {
    const reference = context[name];
    if (isRecord(reference)) merged[name] = reference;
  }
  const {launchContext} = context as SdcContext;
  const items = (Array.isArray(launchContext) ? launchContext : []).filter(
    (item) => isRecord(item) && isText(item.name),
  );
  if (items.length === 0) return merged;
  const byName = new Map([...(before.launchContext ?? []), ...items].map((item) => [item.name, item]));
  return {...merged, launchContext: [...byName.values()]};
}

/** The texts of a list, or `undefined` where it is none. */
export const readTexts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter(isText) : undefined;

/** Passes an answer that is no refusal: by its `status`, which may be `done`, else by the severity of its `outcome`. */
export function expectDone<A extends object>(messageType: string, answer: A): A {
  const {status, outcome} = answer as {status?: unknown; outcome?: unknown};
  const issues = isRecord(outcome) && Array.isArray(outcome['issue']) ? (outcome['issue'] as unknown[]) : [];
  const isRefused = isText(status)
    ? !/^(success|done|ok|2\d\d)\b/i.test(status)
    : issues.some((issue) => isRecord(issue) && /^(error|fatal)$/.test(String(issue['severity'])));
  if (!isRefused) return answer;
  throw new SmartMessagingError('refused', `${messageType} was refused. The reason is in the error's payload.`, {
    messageType,
    payload: answer,
  });
}

export const invalidAnswer = (messageType: string, payload: object, expected: string): SmartMessagingError =>
  new SmartMessagingError('invalid-response', `The answer to ${messageType} has no ${expected}.`, {
    messageType,
    payload,
  });

/** What a renderer has extracted from a form. */
export interface SdcExtraction {
  /** One by one, whatever they came in. */
  resources: Resource[];
  /** Where they came in a Bundle: with its requests it may be ready for `fhir.http`. */
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
  const isBundle = isResource(extractedResources, 'Bundle');
  const entries: unknown = isBundle ? (extractedResources as Bundle).entry : extractedResources;
  const list: unknown[] = Array.isArray(entries) ? entries : [];
  const resources = list
    .map((entry) => (isBundle && isRecord(entry) ? entry['resource'] : entry))
    .filter((resource) => isResource(resource));
  if (resources.length === 0) expectDone(messageType, answer);
  if (!isBundle && !Array.isArray(entries) && !isRecord(outcome)) {
    throw invalidAnswer(messageType, answer, 'extractedResources');
  }
  return {
    resources,
    ...(isBundle && {bundle: extractedResources as Bundle}),
    ...(isRecord(outcome) && {outcome: outcome as unknown as OperationOutcome}),
  };
}
