import {ownIds, handle, type JsonLike} from './envelopes.js';

/** What the protocol says of one message, whatever came before it. */
export type Verdict = 'foreign' | 'dropped' | 'answer' | 'handle' | 'scope' | 'shape' | 'deep' | 'served';

export interface Judged {
  verdict: Verdict;
  messageId: string;
  messageType: string;
}

const isObject = (value: unknown): value is JsonLike =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length >= 1 && value.length <= 1024;

const partsOf = (value: object): unknown[] => {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].flat();
  if (value instanceof Set) return [...(value as Set<unknown>)];
  const isBytes = ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
  return isBytes || value instanceof Blob || value instanceof String ? [] : Object.values(value);
};

/** Levels of objects and arrays; without end where something is part of itself, or where an array has holes. */
function levelsOf(value: unknown, known = new Map<object, number>()): number {
  if (typeof value !== 'object' || value === null) return 0;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Infinity);
  const hasHoles = Array.isArray(value) && value.length > 0 && Object.keys(value).length < value.length;
  let levels = hasHoles ? Infinity : 1;
  for (const part of hasHoles ? [] : partsOf(value)) levels = Math.max(levels, 1 + levelsOf(part, known));
  known.set(value, levels);
  return levels;
}

const isUsable = (payload: unknown): boolean => isObject(payload) && levelsOf(payload) <= 100;

export const isGranted = (granted: readonly string[], messageType: string): boolean =>
  messageType.startsWith('status.') || granted.includes(messageType.split('.', 1)[0]!);

export function judge(data: unknown, granted: readonly string[]): Judged {
  const judged = (verdict: Verdict, messageId = '', messageType = ''): Judged => ({verdict, messageId, messageType});
  if (!isObject(data)) return judged('foreign');
  const {responseToMessageId, messageId, messageType, messagingHandle} = data;
  if (typeof responseToMessageId === 'string' && responseToMessageId !== '') {
    return judged('answer', responseToMessageId);
  }
  if (!isFilled(messageId) || !isFilled(messageType)) return judged('foreign');
  if (!isName(messageId) || !isName(messageType) || messageType === handle) return judged('dropped');
  const payload = data['payload'] ?? {};
  if (messagingHandle !== handle) return judged('handle', messageId, messageType);
  if (!isGranted(granted, messageType)) return judged('scope', messageId, messageType);
  if (!isObject(payload)) return judged('shape', messageId, messageType);
  return judged(isUsable(payload) ? 'served' : 'deep', messageId, messageType);
}

/** What is to come of the requests that have one message id. */
export interface Expected {
  /** Types of refused requests before the one that counts: each is answered by itself. */
  refusedBefore: Array<{messageType: string; code: string}>;
  /** The request whose answer is the answer for that id from then on. */
  counts?: Judged & {payload: unknown};
  /** How often that answer is sent. */
  least: number;
  most: number;
  answered: boolean;
}

/** What is to come of one of the channel's own requests. */
export interface ExpectedOutcome {
  partials: number;
  settled: 'with payload' | 'invalid-response' | undefined;
}

const isPrompt = (messageType: string): boolean => messageType !== 'custom.later' && messageType !== 'custom.never';

/** The protocol, as far as one side of a conversation can be told from the messages that come to it. */
export class EnvelopeModel {
  readonly expected = new Map<string, Expected>();
  readonly served: string[] = [];
  readonly outcomes: ExpectedOutcome[] = ownIds.slice(1).map(() => ({partials: 0, settled: undefined}));
  connected = false;
  /** Messages that are none of the protocol's. */
  foreign = 0;
  readonly #granted: readonly string[];

  constructor(granted: readonly string[]) {
    this.#granted = granted;
  }

  /** Whatever can be answered has been. */
  rest(): void {
    for (const expected of this.expected.values()) {
      if (expected.counts && !expected.answered && isPrompt(expected.counts.messageType)) this.#answer(expected);
    }
  }

  /** What waited for the end has been answered. */
  finish(): void {
    this.rest();
    for (const expected of this.expected.values()) {
      if (expected.counts?.messageType === 'custom.later' && !expected.answered) this.#answer(expected);
    }
  }

  take(data: unknown): void {
    const judged = judge(data, this.#granted);
    if (judged.verdict === 'foreign') this.foreign++;
    else if (judged.verdict === 'answer') this.#takeAnswer(judged.messageId, data as JsonLike);
    else if (judged.verdict !== 'dropped') this.#takeRequest(judged, data as JsonLike);
  }

  #takeRequest(judged: Judged, data: JsonLike): void {
    const {verdict, messageId, messageType} = judged;
    const isNew = (): Expected => ({refusedBefore: [], least: 0, most: 0, answered: false});
    const expected = this.expected.get(messageId) ?? isNew();
    this.expected.set(messageId, expected);
    if (verdict !== 'handle') this.connected = true;
    if (expected.counts) {
      if (verdict === 'handle') return;
      expected.most++;
      if (expected.answered) expected.least++;
    } else if (verdict === 'handle' || verdict === 'deep') {
      expected.refusedBefore.push({messageType, code: verdict === 'handle' ? 'security' : 'throttled'});
    } else {
      expected.counts = {...judged, payload: data['payload'] ?? {}};
      if (verdict !== 'served' || messageType === 'status.handshake') this.#answer(expected);
      if (verdict === 'served' && messageType !== 'status.handshake') this.served.push(messageId);
    }
  }

  #answer(expected: Expected): void {
    expected.answered = true;
    expected.least++;
    expected.most++;
  }

  #takeAnswer(to: string, data: JsonLike): void {
    const payload = data['payload'] ?? {};
    const usable = isUsable(payload);
    const [handshake, ...requests] = ownIds;
    if (to === handshake) {
      if (!isObject(data['error']) && !(usable && isObject((payload as JsonLike)['error']))) this.connected = true;
      return;
    }
    const outcome = this.outcomes[requests.indexOf(to)];
    if (!outcome || outcome.settled) return;
    this.connected = true;
    const more = data['additionalResponsesExpected'] === true || data['additionalResponseExpected'] === true;
    if (!usable) outcome.settled = 'invalid-response';
    else if (more) outcome.partials++;
    else outcome.settled = 'with payload';
  }
}
