import {codeableConcept, issueCoding, operationOutcome, type IssueCode} from './fhir.js';
import {HANDSHAKE} from './messages.js';

const statuses = {
  400: ['Bad Request', 'invalid'],
  403: ['Forbidden', 'forbidden'],
  404: ['Not Found', 'not-found'],
  409: ['Conflict', 'duplicate'],
  429: ['Too Many Requests', 'throttled'],
  500: ['Internal Server Error', 'exception'],
  501: ['Not Implemented', 'not-supported'],
} as const satisfies Record<number, [phrase: string, code: IssueCode]>;

export type RefusalStatus = keyof typeof statuses;

/** An HTTP status with its phrase, `undefined` for one that this kit never writes. */
export const statusPhrase = (status: number): string | undefined =>
  status in statuses ? `${status} ${statuses[status as RefusalStatus][0]}` : undefined;

/** The status that this kit writes with an issue code. */
export function phraseOfCode(code: string): string | undefined {
  const status = (Object.keys(statuses) as unknown as RefusalStatus[]).find((each) => statuses[each][1] === code);
  return status && statusPhrase(status);
}

/** The answer to a request that nobody here knows how to serve. */
export const notSupported = ({messageType}: {messageType: string}): object =>
  refusal(messageType, 501, `${messageType} is not supported here.`);

/** The payload that answers a request which is refused, unknown or failed: protocol section 6, in each group's own form. */
export function refusal(
  messageType: string,
  status: RefusalStatus,
  text: string,
  code: IssueCode = statuses[status][1],
): object {
  const phrase = `${status} ${statuses[status][0]}`;
  const outcome = operationOutcome(code, text);
  if (messageType === HANDSHAKE) return {error: issueCoding(code, text)};
  if (messageType.startsWith('ui.')) {
    const detail = status === 429 ? `${phrase}. ${text}` : text;
    return {status: 'failure', statusDetail: codeableConcept(detail, issueCoding(code))};
  }
  if (messageType.startsWith('sdc.')) return {status: 'error', outcome};
  return /^scratchpad\.(create|update|delete)$/.test(messageType) ? {status: phrase, outcome} : {outcome};
}
