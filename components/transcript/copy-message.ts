import {masked} from '../protocol/json.js';
import {
  besideCode,
  isCredential,
  isCredentialUrl,
  isHolding,
  maskText,
  namesCredential,
  naming,
} from './credentials.js';

/** What a message is kept as: plain data, nothing of the page's. */
export type JsonValue = string | number | boolean | null | JsonValue[] | {[key: string]: JsonValue};

export interface MessageCopy {
  value: JsonValue;
  /** About the number of characters that it takes up. */
  size: number;
  /** Some of it was left out: there was more than a copy may hold. */
  isCut: boolean;
}

/** What one copy may hold: values of any kind, characters, levels of objects and arrays. */
const most = {values: 100_000, characters: 1024 * 1024, levels: 110};

/** A value takes up more than its characters. */
const sizeOfValue = 16;

/** What a structured clone carries and JSON does not. */
const exotic = [Map, Set, ArrayBuffer, Blob, RegExp, Error];

const kindOf = (value: object): string | undefined =>
  exotic.find((type) => value instanceof type)?.name ?? (ArrayBuffer.isView(value) ? 'binary data' : undefined);

const mark = (what: string): string => `(${what}, not shown)`;

/**
 * A copy of a message as plain JSON data, at most so large. The message may be the page's own live object: no getter of it
 * is called, whatever it throws is caught, and handles and tokens are masked by the names that stand before or beside them, in
 * objects, in texts, and in texts that are JSON.
 */
export function copyMessage(message: unknown): MessageCopy {
  const copier = new Copier();
  const value = copier.copy(message, 0);
  return {value, size: copier.size, isCut: copier.isCut};
}

class Copier {
  isCut = false;
  isMasked = false;
  #values = 0;
  #characters = 0;

  get size(): number {
    return this.#characters + this.#values * sizeOfValue;
  }

  copy(value: unknown, level: number): JsonValue {
    this.#values++;
    switch (typeof value) {
      case 'string':
        return this.#text(value, level);
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : mark(String(value));
      case 'object':
        return value === null ? null : this.#object(value, level);
      default:
        return value === undefined ? null : mark(typeof value);
    }
  }

  #text(original: string, level: number): string {
    const room = Math.max(most.characters - this.#characters, 0);
    const isTooLong = original.length > room;
    const start = isTooLong ? original.slice(0, room) : original;
    const text = this.#json(start, level) ?? maskText(start);
    this.#characters += start.length;
    this.isMasked ||= text !== start;
    if (!isTooLong) return text;
    this.isCut = true;
    return `${text}…`;
  }

  /** A text that is JSON: without the credentials in it, or `undefined` where it is none or has none. */
  #json(text: string, level: number): string | undefined {
    if (!/^\s*["[{]/.test(text)) return undefined;
    try {
      const copier = new Copier();
      const copy = copier.copy(JSON.parse(text), level + 1);
      if (!copier.isMasked) return undefined;
      this.isCut ||= copier.isCut;
      return JSON.stringify(copy);
    } catch {
      return undefined;
    }
  }

  #object(value: object, level: number): JsonValue {
    if (level >= most.levels) {
      this.isCut = true;
      return mark('nested too deep');
    }
    try {
      if (Array.isArray(value)) return this.#array(value, level);
      if (Object.getPrototypeOf(value) === Object.prototype) return this.#record(value, level);
      if (value instanceof Date) return Date.prototype.toISOString.call(value);
      const kind = kindOf(value);
      return kind ? mark(kind) : this.#record(value, level);
    } catch {
      return mark('could not be read');
    }
  }

  #array(array: unknown[], level: number): JsonValue {
    const copy: JsonValue[] = [];
    let isNamed = false;
    for (let index = 0; index < array.length && this.#hasRoom(); index++) {
      const property = Object.getOwnPropertyDescriptor(array, index);
      if (!property) return mark('an array with holes');
      copy.push(this.#property(property, level, isNamed));
      isNamed = namesCredential(property.value);
    }
    return copy;
  }

  #record(record: object, level: number): JsonValue {
    const copy: Record<string, JsonValue> = {};
    const at = (name: string): unknown => Object.getOwnPropertyDescriptor(record, name)?.value;
    const isNamed = naming.some((name) => namesCredential(at(name))) || isCredentialUrl(at('url'));
    const isOAuth = besideCode.some((name) => typeof at(name) === 'string');
    for (const key of Object.keys(record)) {
      if (!this.#hasRoom()) break;
      const property = Object.getOwnPropertyDescriptor(record, key);
      if (!property || ('value' in property && property.value === undefined)) continue;
      // Signatures of FHIR are objects.
      const isOfFhir = key === 'signature' && typeof property.value === 'object';
      const isSecret = (isCredential(key) && !isOfFhir) || (isNamed && isHolding(key)) || (isOAuth && key === 'code');
      const value = this.#property(property, level, isSecret);
      // Assigned, this one name would become the prototype.
      if (key === '__proto__') Object.defineProperty(copy, key, {value, enumerable: true, configurable: true});
      else copy[this.#text(key, level)] = value;
    }
    return copy;
  }

  #property(property: PropertyDescriptor, level: number, isSecret: boolean): JsonValue {
    if (!('value' in property)) return mark('a getter');
    const value: unknown = property.value;
    const isHidden = isSecret && value !== null && value !== undefined;
    this.isMasked ||= isHidden && value !== masked;
    return this.copy(isHidden ? masked : value, level + 1);
  }

  #hasRoom(): boolean {
    if (this.#values < most.values && this.#characters < most.characters) return true;
    this.isCut = true;
    return false;
  }
}
