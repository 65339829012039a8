import {masked} from '../protocol/json.js';
import type {JsonValue} from './copy-message.js';

/** Without the lists everything is masked that they would let through. */
let resourceTypes: ReadonlySet<string> = new Set();
let knownMessageTypes: ReadonlySet<string> = resourceTypes;
let isHarmless: typeof import('./known-values.js').isHarmless = () => false;

/** The lists are long, and only a redacted transcript needs them. Never rejects. */
export async function loadKnownValues(): Promise<void> {
  const known = await import('./known-values.js').catch(() => undefined);
  if (known) ({resourceTypes, knownMessageTypes, isHarmless} = known);
}

/**
 * Takes what may tell of a patient out of messages, and leaves their structure: it keeps what is known to be harmless, and
 * masks everything else, whatever it is named.
 *
 * Kept are the names of properties, the types of resources and messages, statuses, codes and the like that are on a list of
 * FHIR's and the protocol's own, codes of large terminologies that are numbers, booleans, and how many of everything there are.
 * What only looks like a code may be a name. Ids and references become `masked-1`, `masked-2`
 * and so on, the same id the same everywhere, so that it can still be seen what belongs together. Other texts become `***`,
 * numbers `0`.
 */
export class Redaction {
  readonly #pseudonyms = new Map<string, string>();
  readonly #types: ReadonlySet<string>;

  /** `servedTypes` are message types that were answered: the page knows them, no app has made them up. */
  constructor(servedTypes: Iterable<string> = []) {
    this.#types = new Set([...servedTypes].filter((type) => typePattern.test(type)));
  }

  /** A message: its envelope, and its payload. */
  message(message: JsonValue): JsonValue {
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return this.#value(message, '', '');
    return this.#record(message, (key, value) => {
      if (key === 'messageId' || key === 'responseToMessageId') return this.#id(value);
      if (key === 'messageType') return this.#isKnownType(value) ? value : this.#id(value);
      return this.#value(value, key, '');
    });
  }

  #isKnownType(type: JsonValue): boolean {
    return typeof type === 'string' && (knownMessageTypes.has(type) || this.#types.has(type));
  }

  #record(record: Record<string, JsonValue>, copy: (key: string, value: JsonValue) => JsonValue): JsonValue {
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [this.#key(key), copy(key, value)]));
  }

  /** `parent` is the property that its object is in, `beside` that object. */
  #value(value: JsonValue, key: string, parent: string, beside: Record<string, JsonValue> = {}): JsonValue {
    if (typeof value === 'string') return this.#text(value, key, parent, beside);
    if (typeof value === 'number') return key === 'status' && isHttpStatus(value) ? value : 0;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((part) => this.#value(part, key, parent, beside));
    return this.#record(value, (name, part) => this.#value(part, name, key, value));
  }

  #text(text: string, key: string, parent: string, beside: Record<string, JsonValue>): string {
    if (text === '') return text;
    if (references.has(key)) return this.#reference(text);
    if (key === 'id') return this.#pseudonym(text);
    if (key === 'url' && parent === 'request') return this.#address(text);
    // What stands behind the number is for people to read, and anything may.
    if (key === 'status' && httpStatusPattern.test(text) && isHttpStatus(Number(text.slice(0, 3))))
      return text.slice(0, 3);
    return isHarmless(text, key, parent, beside) ? text : masked;
  }

  /** Objects may be keyed by ids or names: only what looks like a property's name is one. */
  #key(key: string): string {
    if (namePattern.test(key)) return key;
    return this.#reference(key);
  }

  #id(value: JsonValue): JsonValue {
    return typeof value === 'string' ? this.#pseudonym(value) : this.#value(value, '', '');
  }

  #reference(text: string): string {
    const [, type, id] = referencePattern.exec(text) ?? [];
    return type && id && resourceTypes.has(type) ? `${type}/${this.#pseudonym(id)}` : this.#pseudonym(text);
  }

  /** Of an entry's request in a Bundle: what is searched for goes, the type stays. */
  #address(url: string): string {
    const [path = ''] = url.split(/[?#]/);
    return resourceTypes.has(path) ? path : this.#reference(path);
  }

  #pseudonym(text: string): string {
    const known = this.#pseudonyms.get(text);
    if (known) return known;
    const pseudonym = `masked-${this.#pseudonyms.size + 1}`;
    this.#pseudonyms.set(text, pseudonym);
    return pseudonym;
  }
}

/** A number that HTTP has for a status. */
const isHttpStatus = (status: number): boolean =>
  /^(10[0-3]|20[0-8]|226|30[0-8]|40\d|41[0-8]|42[1-9]|431|451|50\d|51[01])$/.test(String(status));

/** As the protocol and its extensions name them. */
const typePattern = /^[a-z][A-Za-z]{0,63}(\.[a-z][A-Za-z]{0,63}){1,3}$/;

/** As FHIR and the protocol name elements: neither an id nor a number of something, nor a name of somebody's. */
const namePattern = /^_?[a-z][A-Za-z]{0,63}$|^focus_field$/;

/** The last of an address that leads to a resource, with its version or without. */
const referencePattern = /^(?:\S*\/)?([A-Z][A-Za-z]{2,39})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/;

const references = new Set(['reference', 'location', 'draftOrderLocations', 'fullUrl']);

const httpStatusPattern = /^\d{3}(?!\d)/;
