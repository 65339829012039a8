import {operationOutcome, type IssueCode} from '../protocol/fhir.js';
import {isRecord, isText, jsonLength} from '../protocol/json.js';

const fhirJson = 'application/fhir+json';
const largestBundle = 16 * 1024 * 1024;
const tooLarge = `The bundle is larger than ${largestBundle} characters. Send smaller ones.`;

const outcome = (code: IssueCode, text: string): object => ({outcome: operationOutcome(code, text)});

function bundleProblem(bundle: unknown): string | undefined {
  if (!isRecord(bundle) || bundle['resourceType'] !== 'Bundle') return 'The payload needs a bundle: a FHIR Bundle.';
  if (bundle['type'] !== 'batch' && bundle['type'] !== 'transaction')
    return 'The bundle must be a batch or transaction.';
  const entries = bundle['entry'] ?? [];
  const complete = (entry: unknown): boolean =>
    isRecord(entry) &&
    isRecord(entry['request']) &&
    isText(entry['request']['method']) &&
    isText(entry['request']['url']);
  if (!Array.isArray(entries) || !entries.every(complete)) return 'Every entry needs a request with method and url.';
  const length = jsonLength(bundle);
  if (length === undefined) return 'The bundle holds values that JSON does not have. Send plain FHIR JSON.';
  return length > largestBundle ? tooLarge : undefined;
}

/** Runs the Bundle of a `fhir.http` as a POST to the FHIR base URL (protocol section 5); every failure is an `outcome`. */
export async function postBundle(
  payload: object,
  baseUrl: string,
  fhirFetch: typeof fetch,
  signal: AbortSignal,
): Promise<object> {
  const {bundle} = payload as {bundle?: unknown};
  const problem = bundleProblem(bundle);
  if (problem) return outcome('invalid', problem);
  const text = JSON.stringify(bundle);
  if (text.length > largestBundle) return outcome('invalid', tooLarge);
  let response: Response;
  let body: unknown;
  try {
    response = await fhirFetch(baseUrl, {
      method: 'POST',
      headers: {'content-type': fhirJson, accept: fhirJson},
      body: text,
      signal,
    });
    body = await response.json().catch(() => undefined);
  } catch {
    return outcome('transient', 'The FHIR server could not be reached. Try again later.');
  }
  if (isRecord(body) && body['resourceType'] === 'OperationOutcome') return {outcome: body};
  if (!response.ok) return outcome('exception', `The FHIR server answered ${response.status} ${response.statusText}.`);
  return isRecord(body) && body['resourceType'] === 'Bundle'
    ? {bundle: body}
    : outcome('exception', 'The FHIR server did not answer with a Bundle.');
}
