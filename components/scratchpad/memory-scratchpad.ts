import type {Resource, StoredResource} from '../protocol/fhir.js';
import {randomId} from '../protocol/ids.js';
import {isRecord, isText, jsonLength, largestSize} from '../protocol/json.js';
import {ScratchpadChangeEvent, ScratchpadError, type Scratchpad} from './scratchpad.js';

export interface MemoryScratchpadLimits {
  /** Resources. Default 10000. */
  entries?: number;
  /** UTF-16 code units of JSON, all resources together. Default 16 Mi (16,777,216). */
  size?: number;
}

const resourceTypePattern = /^[A-Z][A-Za-z]{0,63}$/;
const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;

/** An `EventTarget` whose event is `change`. */
const ScratchpadTarget = EventTarget as new () => EventTarget &
  Pick<Scratchpad, 'addEventListener' | 'removeEventListener'>;

/**
 * The scratchpad in the page's memory. Resources are kept as JSON text: what goes in and what comes out are copies, so
 * that nobody changes them behind its back, and its size is known exactly. May be shared between frames.
 */
export class MemoryScratchpad extends ScratchpadTarget implements Scratchpad {
  readonly #texts = new Map<string, string>();
  readonly #entries: number;
  readonly #size: number;
  #used = 0;

  constructor({entries = 10_000, size = largestSize}: MemoryScratchpadLimits = {}) {
    super();
    this.#entries = entries;
    this.#size = size;
  }

  async create<R extends Resource>(resource: R): Promise<StoredResource<R>> {
    this.#check(resource);
    if (this.#texts.size >= this.#entries) {
      throw new ScratchpadError(429, `The scratchpad is full: ${this.#entries} resources. Delete some first.`);
    }
    const stored = {...resource, id: randomId()};
    const location = locationOf(stored);
    this.#write(location, stored);
    this.#announce({action: 'create', location, resource: this.#parse(location)});
    return this.#parse(location);
  }

  async read(location: string): Promise<StoredResource | undefined> {
    return this.#texts.has(location) ? this.#parse(location) : undefined;
  }

  async list(): Promise<StoredResource[]> {
    return Array.from(this.#texts.keys(), (location) => this.#parse(location));
  }

  async update<R extends Resource>(resource: R): Promise<StoredResource<R>> {
    this.#check(resource);
    if (typeof resource.id !== 'string' || !idPattern.test(resource.id)) {
      throw new ScratchpadError(400, 'A resource to update needs its id.');
    }
    const location = locationOf(resource as Resource & {id: string});
    const previous = this.#existing(location);
    this.#write(location, resource);
    this.#announce({action: 'update', location, resource: this.#parse(location), previous});
    return this.#parse(location);
  }

  async delete(location: string): Promise<void> {
    const previous = this.#existing(location);
    this.#used -= this.#texts.get(location)?.length ?? 0;
    this.#texts.delete(location);
    this.#announce({action: 'delete', location, previous});
  }

  async *[Symbol.asyncIterator](): AsyncIterator<StoredResource> {
    yield* await this.list();
  }

  #check(resource: unknown): void {
    if (
      !isRecord(resource) ||
      !isText(resource['resourceType']) ||
      !resourceTypePattern.test(resource['resourceType'])
    ) {
      throw new ScratchpadError(400, 'A FHIR resource is needed: an object with a resourceType.');
    }
    const length = jsonLength(resource);
    if (length === undefined) {
      throw new ScratchpadError(400, 'The resource is no plain JSON. Send FHIR JSON.');
    }
    if (length > this.#size) throw this.#full();
  }

  #write(location: string, resource: object): void {
    const text = JSON.stringify(resource);
    const used = this.#used - (this.#texts.get(location)?.length ?? 0) + text.length;
    if (used > this.#size) throw this.#full();
    this.#used = used;
    this.#texts.set(location, text);
  }

  #full(): ScratchpadError {
    return new ScratchpadError(429, `The scratchpad is full: ${this.#size} characters. Delete some first.`);
  }

  #parse<R extends StoredResource>(location: string): R {
    return JSON.parse(this.#texts.get(location) ?? '') as R;
  }

  #existing(location: string): StoredResource {
    if (!this.#texts.has(location)) throw new ScratchpadError(404, 'There is no such resource on the scratchpad.');
    return this.#parse(location);
  }

  #announce(detail: ScratchpadChangeEvent['detail']): void {
    this.dispatchEvent(new ScratchpadChangeEvent(detail));
  }
}

const locationOf = ({resourceType, id}: Resource & {id: string}): string => `${resourceType}/${id}`;
