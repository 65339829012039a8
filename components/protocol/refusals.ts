import {codeableConcept, issueCoding, operationOutcome, type IssueCode} from './fhir.js';
import {HANDSHAKE} from './messages.js';

const phrases = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
} as const;

export type RefusalStatus = keyof typeof phrases;

const issueCodes: Record<RefusalStatus, IssueCode> = {
  400: 'invalid',
  403: 'forbidden',
  404: 'not-found',
  409: 'duplicate',
  429: 'throttled',
  500: 'exception',
  501: 'not-supported',
};

/** The answer to a request that nobody here knows how to serve. */
export const notSupported = ({messageType}: {messageType: string}): object =>
  refusal(messageType, 501, `${messageType} is not supported here.`);

/** The payload that answers a request which is refused, unknown or failed: protocol section 6, in each group's own form. */
export function refusal(
  messageType: string,
  status: RefusalStatus,
  text: string,
  code: IssueCode = issueCodes[status],
): object {
  if (messageType === HANDSHAKE) return {error: issueCoding(code, text)};
  if (messageType.startsWith('ui.')) {
    return {
      status: 'failure',
      statusDetail: codeableConcept(status === 429 ? `429 ${phrases[429]}. ${text}` : text),
    };
  }
  const outcome = operationOutcome(code, text);
  if (messageType.startsWith('sdc.')) return {status: 'error', outcome};
  if (/^scratchpad\.(create|update|delete)$/.test(messageType)) {
    return {status: `${status} ${phrases[status]}`, outcome};
  }
  return {outcome};
}
