import type {MessageReport} from '../channel/types.js';
import type {SmartMessagingErrorCode} from '../protocol/errors.js';
import {copyMessage} from './copy-message.js';
import {Exchanges} from './exchanges.js';
import {isAnswer, otherSide, type Exchange, type MessageRecord, type Source} from './exchange.js';
import {Redaction} from './redact.js';
import {longest, transcriptFormat, transcriptVersion, type Transcript, type TranscriptMessage} from './transcript.js';

type Content = Omit<MessageRecord, 'number' | 'size'>;

/** The messages that were seen, or read from a transcript. It needs no page. */
export class Recording {
  readonly #exchanges: Exchanges;
  /** When it began, in milliseconds since 1970. */
  #began: number | undefined;
  #isDateKnown = true;
  #sources = 0;
  #records = 0;

  constructor(limit: number) {
    this.#exchanges = new Exchanges(limit);
  }

  /** Messages that are kept; the oldest go. */
  set limit(limit: number) {
    this.#exchanges.limit = limit;
    this.#exchanges.trim();
  }

  get exchanges(): readonly Exchange[] {
    return this.#exchanges.list;
  }

  /** How many messages are kept. */
  get messages(): number {
    return this.#exchanges.messages;
  }

  /** When it began, where that is known: a redacted transcript does not tell. */
  get began(): number | undefined {
    return this.#isDateKnown ? this.#began : undefined;
  }

  newSource(side: Source['side'], label: string): Source {
    return {number: ++this.#sources, side, label: label.slice(0, longest.label)};
  }

  add(source: Source, report: MessageReport, now = performance.timeOrigin + performance.now()): void {
    const {direction, outcome, reason, elapsed, origin, expected} = report;
    const from = direction === 'out' ? source.side : otherSide(source.side);
    const {value: message, size, isCut} = copyMessage(report.message);
    const time = Math.max(now - (this.#began ??= now), 0);
    this.#add(source, {time, from, outcome, reason, elapsed, origin, expected, message, isCut}, size);
  }

  /** A request of this source's own came to nothing. */
  fail(source: Source, messageId: string, code: SmartMessagingErrorCode): void {
    this.#exchanges.fail(source, messageId, code);
  }

  /** The other side's document is gone. */
  disconnect(source: Source): void {
    this.#exchanges.disconnect(source);
  }

  clear(): void {
    this.#exchanges.clear();
    this.#began = undefined;
    this.#isDateKnown = true;
  }

  export(redacted: boolean): Transcript {
    const served = this.exchanges.filter(({outcome}) => outcome === 'answered').map(({messageType}) => messageType);
    const redaction = redacted ? new Redaction(served) : undefined;
    const sources = new Set(this.exchanges.map(({source}) => source));
    const index = new Map([...sources].map((source, position) => [source, position]));
    const messages = this.exchanges
      .flatMap((exchange) => exchange.records.map((record) => ({exchange, record})))
      .sort((a, b) => a.record.number - b.record.number)
      .map(({exchange, record}) => {
        const message = redaction ? redaction.message(record.message) : record.message;
        const {source, failure} = exchange;
        return written({...record, message}, index.get(source) ?? 0, isAnswer(record) ? undefined : failure);
      });
    return {
      format: transcriptFormat,
      version: transcriptVersion,
      redacted,
      ...(!redacted && this.began !== undefined && {recorded: new Date(this.began).toISOString()}),
      sources: Array.from(sources, ({side, label}) => (redacted ? {side} : {side, label})),
      messages,
    };
  }

  /** Shows a transcript instead of what was there. */
  import({recorded, sources, messages}: Transcript): void {
    this.clear();
    const lasted = messages.at(-1)?.time ?? 0;
    this.#began = recorded === undefined ? performance.timeOrigin + performance.now() - lasted : Date.parse(recorded);
    this.#isDateKnown = recorded !== undefined;
    const here = sources.map(({side, label}) => this.newSource(side, label ?? ''));
    for (const {source, failure, cut, ...message} of messages) {
      const {size} = copyMessage(message.message);
      const by = here[source];
      if (by) this.#add(by, {...message, isCut: cut}, size, failure);
    }
  }

  #add(source: Source, content: Content, size: number, failure?: SmartMessagingErrorCode): void {
    const record = {...content, number: ++this.#records, size: size + 256};
    const exchange = this.#exchanges.add(source, record);
    if (failure) this.#exchanges.failExchange(exchange, failure);
  }
}

function written(record: MessageRecord, source: number, failure?: SmartMessagingErrorCode): TranscriptMessage {
  const {time, from, outcome, reason, elapsed, origin, expected, isCut, message} = record;
  return {
    time: round(time),
    source,
    from,
    outcome,
    ...(reason !== undefined && {reason}),
    ...(elapsed !== undefined && {elapsed: round(elapsed)}),
    ...(origin !== undefined && {origin}),
    ...(expected !== undefined && {expected: [...expected]}),
    ...(failure !== undefined && {failure}),
    ...(isCut && {cut: true}),
    message,
  };
}

const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;
