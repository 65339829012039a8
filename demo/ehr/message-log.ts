import type {MessageReport} from '../../components/channel/types.js';
import {statusCode} from '../../components/protocol/index.js';

export interface LogEntry extends MessageReport {
  time: Date;
  /** The type of a request, or of the request that an answer belongs to. */
  type: string;
  isAnswer: boolean;
  /** An answer that says no: it went the way of all answers, but what was asked for was not done. */
  isRefusal: boolean;
  /** Where the app runs. */
  place: string;
  number: number;
}

/** The last messages, newest first, with the types of answers looked up among the requests. */
export class MessageLog {
  readonly #limit: number;
  readonly #types = new Map<string, string>();
  #entries: LogEntry[] = [];
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  get count(): number {
    return this.#count;
  }

  add(report: MessageReport, place: string): void {
    const message = (report.message ?? {}) as Record<string, unknown>;
    const answered = text(message['responseToMessageId']);
    const messageType = text(message['messageType']);
    if (!answered && messageType) this.#remember(text(message['messageId']), messageType);
    const type = (answered ? this.#types.get(answered) : messageType) || 'unknown type';
    this.#count += 1;
    const isAnswer = answered !== '';
    const isRefusal = isAnswer && saysNo((message['payload'] ?? {}) as Record<string, unknown>);
    const entry = {...report, time: new Date(), type, isAnswer, isRefusal, place, number: this.#count};
    this.#entries = [entry, ...this.#entries].slice(0, this.#limit);
  }

  clear(): void {
    this.#entries = [];
    this.#count = 0;
  }

  #remember(messageId: string, type: string): void {
    this.#types.set(messageId, type);
    const oldest = this.#types.keys().next();
    if (this.#types.size > 2 * this.#limit && !oldest.done) this.#types.delete(oldest.value);
  }
}

const saysNo = ({status, success, outcome, error}: Record<string, unknown>): boolean =>
  ['failure', 'error'].includes(text(status)) ||
  (statusCode(status) ?? 0) >= 400 ||
  success === false ||
  Boolean(outcome ?? error);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
