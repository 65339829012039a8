import type {MessageReport, RejectionReason} from '../channel/types.js';
import {SmartMessagingError, type SmartMessagingErrorCode} from '../protocol/errors.js';
import {isRecord, type JsonObject} from '../protocol/json.js';
import {copyMessage, type JsonValue} from './copy-message.js';
import {sides, type Side} from './exchange.js';

export const transcriptFormat = 'smart-web-messaging-transcript';
export const transcriptVersion = 1;

/**
 * Recorded messages as JSON; `…/transcript.schema.json` is its JSON Schema. A later version of this kit reads every version
 * that there has been.
 */
export interface Transcript {
  format: typeof transcriptFormat;
  version: typeof transcriptVersion;
  /** What may tell of a patient has been taken out. */
  redacted: boolean;
  /** When it began, as an ISO date with time; not in a redacted one. */
  recorded?: string;
  /** The elements that reported the messages. */
  sources: TranscriptSource[];
  /** In the order in which they were sent and received. */
  messages: TranscriptMessage[];
}

export interface TranscriptSource {
  /** Whose page the element was on. */
  side: Side;
  /** What people know it by; not in a redacted one. */
  label?: string;
}

export interface TranscriptMessage {
  /** Milliseconds since the recording began. */
  time: number;
  /** Index in `sources`. */
  source: number;
  /** Who sent it. */
  from: Side;
  /** `sent` by the element that reported it, or `delivered` to that. */
  outcome: MessageReport['outcome'];
  /** Why it was not let through. */
  reason?: RejectionReason;
  /** Milliseconds between a request and this answer to it. */
  elapsed?: number;
  /** The sender's origin, where that was known. */
  origin?: string;
  /** The origins that would have been let through, where it came from another. */
  expected?: string[];
  /** Of a request: how it ended without an answer. */
  failure?: SmartMessagingErrorCode;
  /** Some of the message was left out, as it was too large. */
  cut?: boolean;
  /** As it travelled, but for the handle, which is always masked. */
  message: JsonValue;
}

const outcomes: ReadonlyArray<MessageReport['outcome']> = ['delivered', 'sent', 'rejected'];

export const rejectionReasons: readonly RejectionReason[] = [
  'source',
  'origin',
  'handle',
  'scope',
  'shape',
  'duplicate',
  'limit',
  'unmatched',
];

export const failures: readonly SmartMessagingErrorCode[] = [
  'timeout',
  'unavailable',
  'refused',
  'disconnected',
  'aborted',
  'invalid-request',
  'invalid-response',
  'not-cloneable',
  'limit',
];

/** What a transcript may hold: characters of its texts, the rest of which is cut off, and how many of what. */
export const longest = {
  json: 256 * 1024 * 1024,
  label: 256,
  origin: 1024,
  origins: 100,
  sources: 1000,
  messages: 1_000_000,
};

/**
 * A transcript, from an object or its JSON text: a copy of what it should hold, and nothing else.
 *
 * @throws {SmartMessagingError} `invalid-request` when it is none; the message says where.
 */
export function readTranscript(value: unknown): Transcript {
  const content = typeof value === 'string' ? parse(value) : value;
  if (!isRecord(content) || content['format'] !== transcriptFormat) {
    throw invalid(`has no format "${transcriptFormat}"`, 'Give what exportTranscript() returned, or its JSON.');
  }
  if (content['version'] !== transcriptVersion) {
    throw invalid(`has not the version ${transcriptVersion}`, 'Update this kit, or export it again with this one.');
  }
  const {redacted, recorded, sources, messages} = content;
  expect(typeof redacted === 'boolean', 'redacted');
  expect(recorded === undefined || isDate(recorded), 'recorded');
  expect(Array.isArray(sources) && sources.length <= longest.sources, 'sources');
  expect(Array.isArray(messages) && messages.length <= longest.messages, 'messages');
  return {
    format: transcriptFormat,
    version: transcriptVersion,
    redacted,
    ...(recorded !== undefined && {recorded}),
    sources: sources.map(readSource),
    messages: messages.map((message, index) => readMessage(message, `messages[${index}]`, sources.length)),
  };
}

function readSource(value: unknown, index: number): TranscriptSource {
  const where = `sources[${index}]`;
  expect(isRecord(value), where);
  const {side, label} = value;
  expect(isOneOf(sides, side), `${where}.side`);
  expect(label === undefined || typeof label === 'string', `${where}.label`);
  return {side, ...(label !== undefined && {label: label.slice(0, longest.label)})};
}

function readMessage(value: unknown, where: string, sources: number): TranscriptMessage {
  expect(isRecord(value), where);
  const {time, source, from, outcome, message} = value;
  expect(isDuration(time), `${where}.time`);
  expect(Number.isInteger(source) && (source as number) >= 0 && (source as number) < sources, `${where}.source`);
  expect(isOneOf(sides, from), `${where}.from`);
  expect(isOneOf(outcomes, outcome), `${where}.outcome`);
  expect(message !== undefined, `${where}.message`);
  const {value: copy, isCut} = copyMessage(message);
  const details = readDetails(value, where);
  return {time, source: source as number, from, outcome, ...details, ...(isCut && {cut: true}), message: copy};
}

type Details = Omit<TranscriptMessage, 'time' | 'source' | 'from' | 'outcome' | 'message'>;

function readDetails({reason, elapsed, origin, expected, failure, cut}: JsonObject, where: string): Details {
  expect(reason === undefined || isOneOf(rejectionReasons, reason), `${where}.reason`);
  expect(elapsed === undefined || isDuration(elapsed), `${where}.elapsed`);
  expect(origin === undefined || typeof origin === 'string', `${where}.origin`);
  expect(expected === undefined || isTexts(expected), `${where}.expected`);
  expect(failure === undefined || isOneOf(failures, failure), `${where}.failure`);
  expect(cut === undefined || typeof cut === 'boolean', `${where}.cut`);
  return {
    ...(reason !== undefined && {reason}),
    ...(elapsed !== undefined && {elapsed}),
    ...(origin !== undefined && {origin: cutOrigin(origin)}),
    ...(expected !== undefined && {expected: expected.slice(0, longest.origins).map(cutOrigin)}),
    ...(failure !== undefined && {failure}),
    ...(cut !== undefined && {cut}),
  };
}

const cutOrigin = (origin: string): string => origin.slice(0, longest.origin);

function parse(text: string): unknown {
  if (text.length > longest.json) throw invalid('is too large', 'Record fewer messages, and export them again.');
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('is no JSON', 'Give what exportTranscript() returned, or its JSON.'); // the cause would quote it
  }
}

/** In milliseconds, some years: beyond what a date can be, nothing could show it. */
const longestTime = 1e11;

const datePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

const isOneOf = <T extends string>(values: readonly T[], value: unknown): value is T => values.includes(value as T);
const isDuration = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= longestTime;
const isDate = (value: unknown): value is string =>
  typeof value === 'string' && datePattern.test(value) && !Number.isNaN(Date.parse(value));
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

const invalid = (what: string, advice: string): SmartMessagingError =>
  new SmartMessagingError('invalid-request', `The transcript ${what}. ${advice}`);

function expect(condition: boolean, where: string): asserts condition {
  if (!condition) throw invalid(`has no usable ${where}`, 'Export it again, and do not edit it by hand.');
}
