import type {Exchange, Outcome, Side} from '../transcript/exchange.js';
import type {JsonValue} from '../transcript/copy-message.js';

/** What is to be shown; what is `undefined` or empty restricts nothing. */
export interface Filter {
  from: Side | undefined;
  messageType: string | undefined;
  outcome: Outcome | undefined;
  /** Looked for in types, ids, reasons, origins and payloads, whatever the case. */
  text: string;
}

export const everything: Filter = {from: undefined, messageType: undefined, outcome: undefined, text: ''};

interface Found {
  revision: number;
  isFound: boolean;
}

/** Picks what a filter lets through. Looking for text takes time, and is done bit by bit. */
export class Search {
  #filter = everything;
  #found = new WeakMap<Exchange, Found>();

  /** Whether all that could match has been looked at. */
  isComplete = true;

  set filter(filter: Filter) {
    if (filter.text !== this.#filter.text) this.#found = new WeakMap();
    this.#filter = filter;
  }

  /** Those that match, as far as `isOver` leaves time to look. */
  pick(exchanges: readonly Exchange[], isOver: () => boolean): Exchange[] {
    const {from, messageType, outcome, text} = this.#filter;
    const needle = text.toLowerCase();
    this.isComplete = true;
    return exchanges.filter((exchange) => {
      if (from !== undefined && exchange.from !== from) return false;
      if (messageType !== undefined && exchange.messageType !== messageType) return false;
      if (outcome !== undefined && exchange.outcome !== outcome) return false;
      return needle === '' || this.#holds(exchange, needle, isOver);
    });
  }

  #holds(exchange: Exchange, needle: string, isOver: () => boolean): boolean {
    const known = this.#found.get(exchange);
    if (known?.revision === exchange.revision) return known.isFound;
    if (isOver()) {
      this.isComplete = false;
      return known?.isFound ?? false;
    }
    const isFound = holdsText(exchange, needle);
    this.#found.set(exchange, {revision: exchange.revision, isFound});
    return isFound;
  }
}

const holdsText = ({source, failure, records}: Exchange, needle: string): boolean =>
  [source.label, failure ?? ''].some((text) => text.toLowerCase().includes(needle)) ||
  records.some((record) => {
    const {reason, origin} = record;
    return [reason ?? '', origin ?? ''].some((text) => text.includes(needle)) || valueHolds(record.message, needle);
  });

/** Property names count, too, but for those of the envelope, which all have. */
function valueHolds(value: JsonValue, needle: string, isEnvelope = true): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle);
  if (typeof value !== 'object') return String(value).includes(needle);
  if (value === null) return false;
  if (Array.isArray(value)) return value.some((part) => valueHolds(part, needle, false));
  return Object.entries(value).some(
    ([key, part]) => (!isEnvelope && key.toLowerCase().includes(needle)) || valueHolds(part, needle, false),
  );
}

/** So many types to choose from; whoever sends more of them is looked for by text. */
const mostTypes = 200;

/** The message types that there are, in alphabetical order. */
export function messageTypes(exchanges: readonly Exchange[]): string[] {
  const types = new Set<string>();
  for (const {messageType} of exchanges) {
    if (messageType !== '' && types.size < mostTypes) types.add(messageType);
  }
  return [...types].sort();
}
