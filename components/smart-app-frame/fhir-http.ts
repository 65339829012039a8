import {operationOutcome, type IssueCode} from '../protocol/fhir.js';
import {isRecord, isText, jsonLength, largestSize} from '../protocol/json.js';

const fhirJson = 'application/fhir+json';
const tooLarge = `The bundle is larger than ${largestSize} characters. Send smaller ones.`;

/** What the FHIR server may take up. */
export interface FhirHttpBounds {
  /** Bytes of an answer, unpacked. Default: 32 Mi. */
  largestAnswer: number;
  /** Milliseconds from the request to the end of the answer. Default: 60,000. */
  deadline: number;
}

export const fhirHttpBounds: FhirHttpBounds = {largestAnswer: 32 * 1024 * 1024, deadline: 60_000};

const mayHaveRun = 'It may have run the bundle: check before you send it again.';

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
  return length > largestSize ? tooLarge : undefined;
}

/**
 * Runs the Bundle of a `fhir.http` as a POST to the FHIR base URL (protocol section 5). Every failure is an `outcome`, beside
 * the server's `status` where that is an error: `timeout` past the deadline, `too-costly` for an answer that is too large, `transient` where the server cannot be reached
 * or redirects.
 */
export async function postBundle(
  payload: object,
  baseUrl: string,
  fhirFetch: typeof fetch,
  signal: AbortSignal,
  {largestAnswer, deadline} = fhirHttpBounds,
): Promise<object> {
  const {bundle} = payload as {bundle?: unknown};
  const problem = bundleProblem(bundle);
  if (problem) return outcome('invalid', problem);
  const body = JSON.stringify(bundle);
  if (body.length > largestSize) return outcome('invalid', tooLarge);
  // AbortSignal.any() is younger than the oldest browsers here.
  const ending = new AbortController();
  const end = (): void => ending.abort(signal.reason);
  const timer = setTimeout(() => ending.abort(), deadline);
  signal.addEventListener('abort', end);
  const ended = new Promise<object>((resolve) => {
    const text = `The FHIR server took longer than ${deadline} ms. ${mayHaveRun}`;
    ending.signal.addEventListener('abort', () => resolve(outcome('timeout', text)));
  });
  const post = async (): Promise<object> => {
    const response = await fhirFetch(baseUrl, {
      method: 'POST',
      headers: {'content-type': fhirJson, accept: fhirJson},
      body,
      redirect: 'error', // elsewhere, patients' data may be anyone's
      signal: ending.signal,
    });
    return answerTo(response, await readText(response, largestAnswer, ending.signal).catch(() => ''));
  };
  try {
    // The page's own fetch may not heed the signal.
    return await Promise.race([ended, post()]);
  } catch {
    if (ending.signal.aborted) return await ended;
    return outcome(
      'transient',
      `The FHIR server could not be reached, redirects, or ended the connection. ${mayHaveRun}`,
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

function answerTo(response: Response, text: string | undefined): object {
  if (text === undefined) {
    return outcome('too-costly', `The answer of the FHIR server is too large. Ask for less at a time. ${mayHaveRun}`);
  }
  const body = parse(text);
  const isOutcome = isRecord(body) && body['resourceType'] === 'OperationOutcome';
  if (response.ok && isOutcome) return {outcome: body};
  if (!response.ok) {
    const status = `${response.status} ${response.statusText}`.trim();
    const text = `The FHIR server answered ${status}.${response.status < 500 ? '' : ` ${mayHaveRun}`}`;
    return {status, ...(isOutcome ? {outcome: body} : outcome('exception', text))};
  }
  return isRecord(body) && body['resourceType'] === 'Bundle'
    ? {bundle: body}
    : outcome('exception', `The FHIR server did not answer with a Bundle. ${mayHaveRun}`);
}

/** The body of a response; `undefined` as soon as it is larger than that. */
async function readText(response: Response, largest: number, signal: AbortSignal): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) {
    const text = await response.text(); // of a polyfill, which has no streams
    return text.length > largest ? undefined : text;
  }
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > largest) {
      cancel();
      return undefined;
    }
    text += decoder.decode(part.value, {stream: true});
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
