import type {JsonValue} from '../transcript/copy-message.js';
import {isRecord, isText} from '../protocol/json.js';

/** Where resources are now that were stored elsewhere when it was recorded: a store gives ids of its own. */
export class RecordedPlaces {
  readonly #now = new Map<string, string>();

  /** What was stored by a request, then and now. */
  learn(recorded: unknown, answer: unknown): void {
    if (!isRecord(recorded) || !isRecord(answer)) return;
    const {location: then} = recorded;
    const {location: now} = answer;
    if (isText(then) && isText(now) && then !== now) this.#now.set(then, now);
  }

  /** A copy of a payload that leads to where the resources are now. */
  renamed<T extends JsonValue>(value: T): T {
    return this.#now.size === 0 ? value : (this.#renamed(value) as T);
  }

  #renamed(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#now.get(value) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((part) => this.#renamed(part));
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.#renamed(part)]));
    const {resourceType, id} = value;
    const isResource = typeof resourceType === 'string' && typeof id === 'string';
    const now = isResource ? this.#now.get(`${resourceType}/${id}`) : undefined;
    return now === undefined ? copy : {...copy, id: now.slice(now.lastIndexOf('/') + 1)};
  }
}
