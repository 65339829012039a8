import type {SmartMessagingErrorCode} from '../protocol/errors.js';
import {isText} from '../protocol/json.js';
import {
  answeredId,
  isLastAnswer,
  messageOf,
  otherSide,
  outcomeOf,
  wasLetThrough,
  type Exchange,
  type MessageRecord,
  type Side,
  type Source,
} from './exchange.js';

/** Of all that is kept, about so many characters: a message of a megabyte is no reason to lose all the small ones. */
const mostCharacters = 64 * 1024 * 1024;

const longestType = 1024;

/** What was recorded, requests with their answers, in the order in which they began. The oldest go. */
export class Exchanges {
  /** Messages that are kept. */
  limit: number;
  readonly #list: Exchange[] = [];
  readonly #byRequest = new Map<string, Exchange>();
  #messages = 0;
  #characters = 0;
  #number = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get list(): readonly Exchange[] {
    return this.#list;
  }

  /** How many messages there are. */
  get messages(): number {
    return this.#messages;
  }

  /** Adds a message to the exchange that it belongs to, or begins one. */
  add(source: Source, record: MessageRecord): Exchange {
    const exchange = this.#answered(source, record) ?? this.#begin(source, record);
    exchange.records.push(record);
    if (isLastAnswer(record)) exchange.answer ??= record;
    changed(exchange);
    this.#messages++;
    this.#characters += record.size;
    this.trim();
    return exchange;
  }

  /** A request of this source's own came to nothing. */
  fail({number, side}: Source, messageId: string, code: SmartMessagingErrorCode): void {
    const exchange = this.#byRequest.get(keyOf(number, side, messageId));
    if (exchange) this.failExchange(exchange, code);
  }

  /** A request that waits for its answer gets none. */
  failExchange(exchange: Exchange, code: SmartMessagingErrorCode): void {
    const isAsking = exchange.messageId !== undefined && wasLetThrough(exchange.records[0]);
    if (!isAsking || exchange.failure || exchange.answer) return;
    exchange.failure = code;
    changed(exchange);
  }

  /** The other side's document is gone: what waits for an answer of either side gets none. */
  disconnect({number}: Source): void {
    for (const exchange of this.#list)
      if (exchange.source.number === number) this.failExchange(exchange, 'disconnected');
  }

  clear(): void {
    this.#list.length = 0;
    this.#byRequest.clear();
    this.#messages = 0;
    this.#characters = 0;
  }

  /** Drops the oldest of what is more than may be kept. */
  trim(): void {
    while (this.#messages > this.limit || (this.#characters > mostCharacters && this.#messages > 1)) {
      const oldest = this.#list[0];
      // Of a request with very many answers the oldest answers go first: by the request one knows what they are.
      const dropped = oldest && oldest.records.length > 1 ? oldest.records.splice(1, 1)[0] : oldest?.records.shift();
      if (!oldest || !dropped) return;
      oldest.revision++;
      this.#messages--;
      this.#characters -= dropped.size;
      if (oldest.records.length === 0) this.#forget();
    }
  }

  #forget(): void {
    const gone = this.#list.shift();
    if (gone?.messageId === undefined) return;
    const key = keyOf(gone.source.number, gone.from, gone.messageId);
    if (this.#byRequest.get(key) === gone) this.#byRequest.delete(key);
  }

  #answered({number}: Source, record: MessageRecord): Exchange | undefined {
    const messageId = answeredId(messageOf(record));
    // What another window or origin sends belongs to nothing, whatever it says.
    if (messageId === undefined || record.reason === 'source' || record.reason === 'origin') return undefined;
    return this.#byRequest.get(keyOf(number, otherSide(record.from), messageId));
  }

  #begin(source: Source, record: MessageRecord): Exchange {
    const {messageType, messageId} = messageOf(record);
    const {from} = record;
    const exchange: Exchange = {
      number: ++this.#number,
      source,
      from,
      messageType: isText(messageType) ? messageType.slice(0, longestType) : '',
      messageId: isText(messageId) && answeredId(messageOf(record)) === undefined ? messageId : undefined,
      records: [],
      answer: undefined,
      failure: undefined,
      outcome: 'waiting',
      revision: 0,
    };
    this.#list.push(exchange);
    if (exchange.messageId !== undefined) this.#expect(exchange, exchange.messageId, record);
    return exchange;
  }

  #expect(exchange: Exchange, messageId: string, {reason}: MessageRecord): void {
    if (reason === 'source' || reason === 'origin') return; // strangers get silence
    const key = keyOf(exchange.source.number, exchange.from, messageId);
    const earlier = this.#byRequest.get(key);
    // The answer that comes next is the first one's, unless that has had it.
    if (!earlier || earlier.answer || earlier.failure) this.#byRequest.set(key, exchange);
  }
}

const keyOf = (source: number, from: Side, messageId: string): string => `${source} ${from} ${messageId}`;

function changed(exchange: Exchange): void {
  exchange.outcome = outcomeOf(exchange);
  exchange.revision++;
}
