import {isRecord, isText, type JsonObject} from './json.js';
import {phraseOfCode, statusPhrase} from './refusals.js';

/** The HTTP code in a status such as `"201 Created"`, `"201"` or `201`; `undefined` where there is none. */
export function statusCode(status: unknown): number | undefined {
  const code = typeof status === 'string' ? Number.parseInt(status, 10) : status;
  return typeof code === 'number' && Number.isInteger(code) ? code : undefined;
}

/** The first issue of a payload's OperationOutcome. */
export function firstIssue({outcome}: JsonObject): JsonObject | undefined {
  const issue: unknown = isRecord(outcome) && Array.isArray(outcome['issue']) ? outcome['issue'][0] : undefined;
  return isRecord(issue) ? issue : undefined;
}

/**
 * The status and the code of a refusal, such as `403 Forbidden, forbidden`; neither can hold a patient's data. Without a
 * status, it is the one that goes with the code, but for `fhir.http`: the code may be the FHIR server's.
 */
export function refusalCodes(payload: unknown, messageType?: string): string | undefined {
  if (!isRecord(payload)) return undefined;
  const {status, statusDetail, error} = payload;
  const number = statusCode(status);
  const coding = isRecord(statusDetail) && Array.isArray(statusDetail['coding']) ? statusDetail['coding'] : [error];
  const candidates = [firstIssue(payload)?.['code'], ...coding.map((each: unknown) => isRecord(each) && each['code'])];
  const code = candidates.find((each): each is string => isText(each) && /^[a-z-]{1,40}$/.test(each));
  const ofCode = code && messageType !== 'fhir.http' ? phraseOfCode(code) : undefined;
  const phrase = number === undefined ? ofCode : (statusPhrase(number) ?? String(number));
  return [phrase, code].filter(Boolean).join(', ') || undefined;
}
