import type {MessageReport, RejectionReason} from '../channel/types.js';
import {refusalText, statusCode} from '../protocol/answers.js';
import type {SmartMessagingErrorCode} from '../protocol/errors.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import type {JsonValue} from './copy-message.js';

/** One of the two that talk. */
export type Side = 'ehr' | 'app';

export const sides: readonly Side[] = ['ehr', 'app'];

export const otherSide = (side: Side): Side => (side === 'ehr' ? 'app' : 'ehr');

/** An element that reports messages: which side it is, and what people know it by. */
export interface Source {
  readonly number: number;
  readonly side: Side;
  readonly label: string;
}

/** One message as it was sent or received. */
export interface MessageRecord {
  /** Counts all messages. */
  readonly number: number;
  /** In milliseconds, since the recording began. */
  readonly time: number;
  readonly from: Side;
  readonly outcome: MessageReport['outcome'];
  readonly reason?: RejectionReason | undefined;
  /** Milliseconds from the request to this answer, as the source measured it. */
  readonly elapsed?: number | undefined;
  readonly origin?: string | undefined;
  readonly expected?: readonly string[] | undefined;
  readonly message: JsonValue;
  readonly isCut?: boolean | undefined;
  /** About the number of characters that it takes up here. */
  readonly size: number;
}

/** A request and its answers, or a message that belongs to no request. */
export interface Exchange {
  /** Counts all exchanges, in the order in which they began. */
  readonly number: number;
  readonly source: Source;
  /** Who began. */
  readonly from: Side;
  /** Empty where the message has none. */
  readonly messageType: string;
  readonly messageId: string | undefined;
  /** In the order in which they came; the oldest may be gone. */
  readonly records: MessageRecord[];
  /** The last answer: nothing is to come after it. */
  answer: MessageRecord | undefined;
  /** How it ended without an answer. */
  failure: SmartMessagingErrorCode | undefined;
  outcome: Outcome;
  /** Grows with every change. */
  revision: number;
}

/**
 * How an exchange stands: `waiting` for the last answer; `answered`; `refused`, by the kit or by the other side;
 * `failed`: no answer came, or none that can be used.
 */
export type Outcome = 'waiting' | 'answered' | 'refused' | 'failed';

export const outcomes: readonly Outcome[] = ['waiting', 'answered', 'refused', 'failed'];

export const messageOf = ({message}: Pick<MessageRecord, 'message'>): JsonObject => (isRecord(message) ? message : {});

/** The id of the request that a message answers. */
export const answeredId = (message: JsonObject): string | undefined =>
  isText(message['responseToMessageId']) ? message['responseToMessageId'] : undefined;

export const isPartial = (message: JsonObject): boolean =>
  message['additionalResponsesExpected'] === true || message['additionalResponseExpected'] === true; // misspelt by some

export const isAnswer = (record: MessageRecord): boolean => answeredId(messageOf(record)) !== undefined;

export const isLastAnswer = (record: MessageRecord): boolean =>
  wasLetThrough(record) && isAnswer(record) && !isPartial(messageOf(record));

export const wasLetThrough = (record: MessageRecord | undefined): boolean =>
  record !== undefined && record.outcome !== 'rejected';

export function outcomeOf({records, answer, failure}: Exchange): Outcome {
  if (records[0]?.outcome === 'rejected') return 'refused';
  if (!answer) return failure ? 'failed' : 'waiting';
  return saysNo(messageOf(answer)['payload']) ? 'refused' : 'answered';
}

/** In a row of the list there is room for no more. */
const longestReason = 256;

/** Why it is refused or failed, in few words. */
export function reasonOf({records, answer, failure}: Exchange): string | undefined {
  if (records[0]?.outcome === 'rejected') return records[0].reason;
  if (!answer) return failure;
  const payload = messageOf(answer)['payload'];
  return saysNo(payload) ? refusalText(payload)?.slice(0, longestReason) : undefined;
}

/** Milliseconds from the request to the last answer. */
export function latencyOf({records, answer}: Exchange): number | undefined {
  const request = records[0];
  if (!answer || !request || answer === request) return answer?.elapsed;
  const {elapsed = 0, time} = answer;
  // An answered handshake is not measured by whoever answers it.
  return elapsed > 0 ? elapsed : time - request.time;
}

/** An answer that went the way of all answers, but what was asked for was not done (protocol sections 6 and 7). */
function saysNo(payload: unknown): boolean {
  if (!isRecord(payload)) return false;
  const {status, success, outcome, error} = payload;
  const code = statusCode(status);
  if (status === 'failure' || status === 'error' || success === false || isRecord(error)) return true;
  if (code !== undefined && !Number.isNaN(code)) return code >= 400;
  return isRecord(outcome) && isFailure(outcome);
}

const isFailure = ({issue}: JsonObject): boolean =>
  !Array.isArray(issue) || issue.some((one) => isRecord(one) && ['fatal', 'error'].includes(String(one['severity'])));
