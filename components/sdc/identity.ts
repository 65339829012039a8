import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import type {Questionnaire, QuestionnaireResponse} from './messages.js';

/** `Type/id`, perhaps behind the base URL of its server. */
const place = /^(?:(https?:\/\/.+)\/)?([A-Z][A-Za-z]*\/[A-Za-z0-9.-]{1,64})$/;

const withoutVersion = (reference: string): string => reference.replace(/\/_history\/[^/?#]+$/, '');

/**
 * Whether two references provably lead to the same resource, in whichever version. A relative one is on one of `servers`
 * (base URLs) or, where none is given, on the server that the other one names.
 */
function isSameReference(one: string, other: string, servers: readonly string[]): boolean {
  const [oneText, otherText] = [withoutVersion(one), withoutVersion(other)];
  const [, oneServer, oneResource] = place.exec(oneText) ?? [];
  const [, otherServer, otherResource] = place.exec(otherText) ?? [];
  // A fragment leads into the resource that holds it, and these are two.
  if (!oneResource || !otherResource) return oneText === otherText && !oneText.includes('#');
  if (oneResource !== otherResource) return false;
  if (oneServer === otherServer) return true;
  const server = oneServer ?? otherServer ?? '';
  return !(oneServer && otherServer) && (!servers[0] || servers.some((base) => base.replace(/\/+$/, '') === server));
}

function isSameIdentifier(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return false;
  return ['system', 'value'].every((name) => isText(one[name]) && one[name] === other[name]);
}

/** Whether two subjects, each a FHIR Reference, are provably the same: by their references, else by their identifiers. */
export function isSameSubject(one: unknown, other: unknown, servers: readonly string[]): boolean {
  if (!isRecord(one) || !isRecord(other)) return false;
  const {reference: oneReference} = one;
  const {reference: otherReference} = other;
  return isText(oneReference) && isText(otherReference)
    ? isSameReference(oneReference, otherReference, servers)
    : isSameIdentifier(one['identifier'], other['identifier']);
}

/** The subject that a context or a response names, in whatever form; `undefined` where it names none. */
export const subjectOf = (about: object | null | undefined): unknown =>
  (about as {subject?: unknown} | null | undefined)?.subject;

const withoutSuffix = (canonical: string): string => canonical.replace(/[|#].*$/s, '');

/**
 * Whether a response that names this Questionnaire provably answers the other one, given as a resource or by its
 * canonical: by its URL, or by its id where it has none. Versions are not compared.
 */
export function answers(named: unknown, questionnaire: Questionnaire | string): boolean {
  if (!isText(named)) return false;
  const name = withoutSuffix(named);
  if (isText(questionnaire)) return name === withoutSuffix(questionnaire);
  const {url, id} = questionnaire;
  const relative = isText(id) && `Questionnaire/${id}`;
  if (isText(url)) return name === url || name === relative;
  return !!relative && (name === relative || name.endsWith(`/${relative}`));
}

/** Whether nothing in a response says that it answers another form; one without `questionnaire` says nothing. */
export function isOfForm(response: QuestionnaireResponse, questionnaire: Questionnaire | string): boolean {
  const named: unknown = response.questionnaire;
  if (!isText(named) || !named.startsWith('#')) return named === undefined || answers(named, questionnaire);
  const {contained} = response as {contained?: unknown};
  const form = [contained].flat().find((each): each is JsonObject => isRecord(each) && each['id'] === named.slice(1));
  return !isText(form?.['url']) || answers(form['url'], questionnaire);
}
