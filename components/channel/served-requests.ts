import type {ResponseMessage} from '../protocol/messages.js';

/** All answers together may weigh this much, in UTF-16 code units or thereabouts. */
const largestWeight = 16 * 1024 * 1024;

type Served = 'working' | 'forgotten' | ResponseMessage;

/**
 * What one document of the peer has asked so far, so that nothing is done twice. Ids are kept up to a number, answers up
 * to a weight: a hostile peer could otherwise fill the memory with what it reads.
 */
export class ServedRequests {
  readonly #byId = new Map<string, Served>();
  readonly #weights = new Map<string, number>();
  readonly #limit: number;
  #weight = 0;
  #working = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(messageId: string): Served | undefined {
    return this.#byId.get(messageId);
  }

  begin(messageId: string): void {
    this.#working++;
    this.#byId.set(messageId, 'working');
  }

  finish(messageId: string, answer: ResponseMessage): void {
    if (this.#byId.get(messageId) === 'working') this.#working--;
    const weight = weigh(answer, largestWeight);
    this.#byId.delete(messageId); // the latest stand last
    this.#byId.set(messageId, answer);
    this.#weights.set(messageId, weight);
    this.#weight += weight;
    for (const oldest of this.#weights.keys()) {
      if (this.#weight <= largestWeight) break;
      this.#drop(oldest);
      this.#byId.set(oldest, 'forgotten');
    }
    for (const [oldest, served] of this.#byId) {
      if (this.#byId.size - this.#working <= this.#limit) break;
      if (served === 'working') continue;
      this.#drop(oldest);
      this.#byId.delete(oldest);
    }
  }

  #drop(messageId: string): void {
    this.#weight -= this.#weights.get(messageId) ?? 0;
    this.#weights.delete(messageId);
  }
}

/** Stops counting once past the limit: shared parts are counted as often as they stand. */
function weigh(value: unknown, limit: number): number {
  let weight = 0;
  const rest = [value];
  while (rest.length > 0 && weight <= limit) {
    const part = rest.pop();
    weight += 8;
    if (typeof part === 'string') weight += part.length;
    else if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) weight += part.byteLength;
    else if (part instanceof Blob) weight += part.size;
    else if (typeof part === 'object' && part !== null) {
      for (const [key, child] of Object.entries(part)) {
        weight += key.length;
        rest.push(child);
      }
    }
  }
  return weight;
}
