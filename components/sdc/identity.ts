import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import type {Questionnaire, QuestionnaireResponse, SdcForm} from './messages.js';

/** `Type/id`, perhaps behind the base URL of its server. */
const place = /^(?:(https?:\/\/.+)\/)?([A-Z][A-Za-z]*\/[A-Za-z0-9.-]{1,64})$/;

const withoutVersion = (reference: string): string => reference.replace(/\/_history\/[^/?#]+$/, '');

const onServer = (resource: string, server: string): string => `${server.replace(/\/+$/, '')}/${resource}`;

/** A reference without its version, on `server` (base URL) where it is relative and that is known. */
function resolved(reference: string, server: string | undefined): string {
  const text = withoutVersion(reference);
  const [, base, resource] = place.exec(text) ?? [];
  return resource && !base && server ? onServer(resource, server) : text;
}

/**
 * Whether two references provably lead to the same resource, in whichever version. A relative one is on `server` or, where
 * that is not known, on the server that the other one names.
 */
function isSameReference(one: string, other: string, server: string | undefined): boolean {
  const [oneText, otherText] = [resolved(one, server), resolved(other, server)];
  const [, oneServer, oneResource] = place.exec(oneText) ?? [];
  const [, otherServer, otherResource] = place.exec(otherText) ?? [];
  // A fragment leads into the resource that holds it, and these are two.
  if (!oneResource || !otherResource) return oneText === otherText && !oneText.includes('#');
  if (oneResource !== otherResource) return false;
  return oneServer === otherServer || !(oneServer && otherServer);
}

function isSameIdentifier(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return false;
  return ['system', 'value'].every((name) => isText(one[name]) && one[name] === other[name]);
}

/** Whether two subjects, each a FHIR Reference, are provably the same: by their references, else by their identifiers. */
export function isSameSubject(one: unknown, other: unknown, server: string | undefined): boolean {
  if (!isRecord(one) || !isRecord(other)) return false;
  const {reference: oneReference} = one;
  const {reference: otherReference} = other;
  return isText(oneReference) && isText(otherReference)
    ? isSameReference(oneReference, otherReference, server)
    : isSameIdentifier(one['identifier'], other['identifier']);
}

/** The subject that a context or a response names, in whatever form; `undefined` where it names none. */
export const subjectOf = (about: object | null | undefined): unknown =>
  (about as {subject?: unknown} | null | undefined)?.subject;

/** A subject whose relative reference is resolved: the same reference on another server is another subject. */
export function subjectOn(server: string | undefined, subject: unknown): unknown {
  if (!isRecord(subject) || !isText(subject['reference'])) return subject;
  return {...subject, reference: resolved(subject['reference'], server)};
}

const withoutSuffix = (canonical: string): string => canonical.replace(/[|#].*$/s, '');

/**
 * Whether a response that names this Questionnaire provably answers the other one, given as a resource or by its
 * canonical: by its URL, or by its id where it has none, on `server` (base URL). Versions are not compared.
 */
export function answers(named: unknown, questionnaire: Questionnaire | string, server: string | undefined): boolean {
  if (!isText(named)) return false;
  const name = withoutSuffix(named);
  if (isText(questionnaire)) return name === withoutSuffix(questionnaire);
  const {url, id} = questionnaire;
  const relative = isText(id) && `Questionnaire/${id}`;
  if (isText(url)) return name === url || name === relative;
  return !!relative && (name === relative || (!!server && name === onServer(relative, server)));
}

/** Whether a response provably answers that form; one without `questionnaire` says nothing against it. */
function isOfForm(
  response: QuestionnaireResponse,
  questionnaire: Questionnaire | string,
  server: string | undefined,
): boolean {
  const named: unknown = response.questionnaire;
  if (!isText(named) || !named.startsWith('#')) return named === undefined || answers(named, questionnaire, server);
  const {contained} = response as {contained?: unknown};
  const form = [contained].flat().find((each): each is JsonObject => isRecord(each) && each['id'] === named.slice(1));
  return answers(form?.['url'], questionnaire, server);
}

/** A form, and the subject that it is about, where that is known. */
export type Shown = [form: SdcForm<Questionnaire | string>, subject: unknown];

/** Whether a response names a form or a subject that is not provably the one that is shown. */
export function isOfOther(
  response: QuestionnaireResponse,
  {questionnaire, questionnaireResponse}: Shown[0],
  subject: unknown,
  server: string | undefined,
): boolean {
  const named = subjectOf(response);
  if (subject != null && named !== undefined && !isSameSubject(named, subject, server)) return true;
  const form = questionnaire ?? questionnaireResponse?.questionnaire;
  return !!form && !isOfForm(response, form, server);
}
