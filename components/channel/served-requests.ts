import type {ResponseMessage} from '../protocol/messages.js';

/** Up to this weight, in characters or thereabouts, answers are kept as long as their requests' ids are. */
const smallAnswer = 16_384;
const largeAnswersKept = 8;

export type Served = 'working' | 'forgotten' | ResponseMessage;

/**
 * What one document of the peer has asked so far, so that nothing is done twice. Ids are kept up to a number; answers
 * with them, but of large ones only the latest: a hostile peer could otherwise fill the memory with what it reads.
 */
export class ServedRequests {
  working = 0;
  readonly #byId = new Map<string, Served>();
  readonly #large: string[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(messageId: string): Served | undefined {
    return this.#byId.get(messageId);
  }

  begin(messageId: string): void {
    this.working++;
    this.#byId.set(messageId, 'working');
  }

  finish(messageId: string, answer: ResponseMessage): void {
    this.working--;
    this.remember(messageId, answer);
  }

  remember(messageId: string, answer: ResponseMessage): void {
    this.#byId.delete(messageId);
    this.#byId.set(messageId, answer);
    if (weighsMoreThan(answer, smallAnswer)) this.#large.push(messageId);
    const outdated = this.#large.length > largeAnswersKept ? this.#large.shift() : undefined;
    if (outdated !== undefined && this.#byId.has(outdated)) this.#byId.set(outdated, 'forgotten');
    this.#dropOldest();
  }

  #dropOldest(): void {
    for (const [messageId, served] of this.#byId) {
      if (this.#byId.size - this.working <= this.#limit) return;
      if (served !== 'working') this.#byId.delete(messageId);
    }
  }
}

function weighsMoreThan(value: unknown, limit: number): boolean {
  let weight = 0;
  const rest = [value];
  while (rest.length > 0) {
    const part = rest.pop();
    if (typeof part === 'string') weight += part.length;
    else if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) weight += part.byteLength;
    else if (part instanceof Blob) weight += part.size;
    else if (typeof part === 'object' && part !== null) for (const child of Object.values(part)) rest.push(child);
    weight += 8;
    if (weight + rest.length > limit) return true;
  }
  return false;
}
