import {SmartMessagingError} from './errors.js';
import type {Bundle, CodeableConcept, OperationOutcome, Resource, StoredResource} from './fhir.js';
import {isRecord, isText, type JsonObject} from './json.js';
import {firstIssue, refusalCodes, statusCode} from './refusal-codes.js';

export {statusCode} from './refusal-codes.js';

/** The words of a refusal, from its `statusDetail`, `outcome` or `error`: for people to read, not for logs. */
export function refusalText(payload: unknown): string | undefined {
  if (!isRecord(payload)) return undefined;
  const {statusDetail, error, details, errorMessage, status} = payload;
  const issue = firstIssue(payload);
  const candidates = [
    isRecord(statusDetail) ? (statusDetail as CodeableConcept).text : undefined,
    issue && (issue['diagnostics'] ?? (issue['details'] as CodeableConcept | undefined)?.text),
    isRecord(error) ? error['display'] : undefined,
    details,
    errorMessage,
    status,
  ];
  return candidates.find(isText);
}

const refused = (messageType: string, payload: JsonObject): SmartMessagingError => {
  const codes = refusalCodes(payload, messageType);
  const text = `The EHR refused ${messageType}. refusalText(error.payload) gives its reason.`;
  return new SmartMessagingError('refused', codes ? `${codes}: ${text}` : text, {messageType, payload});
};

const invalid = (messageType: string, payload: JsonObject, expected: string): SmartMessagingError =>
  new SmartMessagingError(
    'invalid-response',
    `The EHR's answer to ${messageType} has no ${expected}. Tell the EHR's developers; error.payload holds the answer.`,
    {messageType, payload},
  );

const isRefusal = (payload: JsonObject): boolean =>
  isRecord(payload['outcome']) || (statusCode(payload['status']) ?? 0) >= 400 || payload['success'] === false;

/** Passes a `ui.*` answer that says success, in any of the forms in use (protocol sections 3 and 7). */
export function expectUiSuccess<P extends object>(messageType: string, answer: P): P {
  const payload = answer as JsonObject;
  if (payload['status'] === 'success' || payload['success'] === true) return answer;
  const code = statusCode(payload['status']);
  if (code !== undefined && code >= 200 && code < 300) return answer;
  if (isText(payload['status']) || isRefusal(payload)) throw refused(messageType, payload);
  throw invalid(messageType, payload, 'status');
}

/** Passes the answer to a scratchpad write that succeeded: a 2xx status, as text or number, or `success: true`. */
export function expectWritten<P extends object>(messageType: string, answer: P): P {
  const payload = answer as JsonObject;
  const code = statusCode(payload['status']);
  const success = code === undefined ? payload['success'] === true : code >= 200 && code < 300;
  if (!success) {
    throw code !== undefined || isRefusal(payload)
      ? refused(messageType, payload)
      : invalid(messageType, payload, 'status');
  }
  if (messageType === 'scratchpad.create' && !isText(payload['location'])) {
    throw invalid(messageType, payload, 'location');
  }
  return answer;
}

const isResource = (value: unknown): value is Resource => isRecord(value) && isText(value['resourceType']);

const withId = (resource: Resource, location: string | undefined): StoredResource => {
  const id = resource.id ?? location?.split('/').at(-1);
  return id === resource.id ? (resource as StoredResource) : ({...resource, id} as StoredResource);
};

/** Array, Bundle or object keyed by location: `[location, resource]` pairs, or `undefined` when it is none of them. */
function listed(scratchpad: unknown): Array<[location: string | undefined, resource: Resource]> | undefined {
  if (Array.isArray(scratchpad)) return scratchpad.filter(isResource).map((resource) => [undefined, resource]);
  if (!isRecord(scratchpad)) return undefined;
  if (scratchpad['resourceType'] === 'Bundle') {
    const entries = (scratchpad as unknown as Bundle).entry;
    return listed(Array.isArray(entries) ? entries.map((entry) => (isRecord(entry) ? entry.resource : undefined)) : []);
  }
  return Object.entries(scratchpad).filter((pair): pair is [string, Resource] => isResource(pair[1]));
}

/** The resource that a read of one location brought. */
export function expectResource(location: string, answer: object): StoredResource {
  const payload = answer as JsonObject;
  const fits = (resource: Resource): boolean =>
    location === `${resource.resourceType}/${resource.id ?? location.split('/').at(-1)}`;
  if (isResource(payload['resource']) && fits(payload['resource'])) return withId(payload['resource'], location);
  const found = listed(payload['scratchpad'])?.find(([key, resource]) =>
    key === undefined ? fits(resource) : key === location,
  );
  if (found) return withId(found[1], location);
  const code = statusCode(payload['status']);
  if (isRecord(payload['outcome']) || (code !== undefined && code >= 400 && code < 500)) {
    throw refused('scratchpad.read', payload);
  }
  throw invalid('scratchpad.read', payload, 'resource at that location');
}

/** Everything that a read of the whole scratchpad brought; an answer without any property reads as empty. */
export function expectResources(answer: object): StoredResource[] {
  const payload = answer as JsonObject;
  const resources = listed(payload['scratchpad']);
  if (resources) return resources.map(([key, resource]) => withId(resource, key));
  if (Object.keys(payload).length === 0) return [];
  throw isRefusal(payload) ? refused('scratchpad.read', payload) : invalid('scratchpad.read', payload, 'scratchpad');
}

/** The Bundle that answers a `fhir.http`. */
export function expectBundle(answer: object): Bundle {
  const {bundle, outcome} = answer as {bundle?: unknown; outcome?: OperationOutcome};
  if (isRecord(bundle) && bundle['resourceType'] === 'Bundle') return bundle as unknown as Bundle;
  throw isRecord(outcome)
    ? refused('fhir.http', answer as JsonObject)
    : invalid('fhir.http', answer as JsonObject, 'bundle');
}

/** HTTP codes and issue types that refuse a request for now only. */
const temporaryStatuses: readonly unknown[] = [429, 503];
const temporaryCodes: readonly unknown[] = ['throttled', 'transient', 'lock-error', 'no-store', 'timeout'];

/**
 * Whether a refusal is for now only, so that the same request may be accepted later: HTTP code 429 or 503 at the
 * beginning of its `status` or `statusDetail.text`, or an issue type such as `throttled` or `transient`.
 */
export function isTemporaryRefusal(payload: unknown): boolean {
  if (!isRecord(payload)) return false;
  const {status, statusDetail, outcome, error} = payload;
  const detail = isRecord(statusDetail) ? statusDetail : {};
  const coded: unknown[] = [error, detail['coding'], isRecord(outcome) && outcome['issue']].flat();
  return (
    [status, detail['text']].some((text) => temporaryStatuses.includes(statusCode(text))) ||
    coded.some((each) => isRecord(each) && temporaryCodes.includes(each['code']))
  );
}
