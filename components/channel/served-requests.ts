import type {ResponseMessage} from '../protocol/messages.js';
import {largestSize} from '../protocol/json.js';
import {estimateSize} from './estimate-size.js';

/** What nests deeper counts as the largest: no peer of this kit would take it. */
const deepest = 1000;

interface Answer {
  weight: number;
  message: ResponseMessage | 'forgotten';
}

/**
 * What one document of the peer has asked so far, so that nothing is done twice. Ids are kept up to a number, answers up
 * to a weight: a hostile peer could otherwise fill the memory with what it reads.
 */
export class ServedRequests {
  readonly #working = new Set<string>();
  readonly #answers = new Map<string, Answer>();
  readonly #limit: number;
  #weight = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(messageId: string): 'working' | 'forgotten' | ResponseMessage | undefined {
    return this.#working.has(messageId) ? 'working' : this.#answers.get(messageId)?.message;
  }

  begin(messageId: string): void {
    this.#working.add(messageId);
  }

  finish(messageId: string, message: ResponseMessage): void {
    this.#working.delete(messageId);
    const weight = Math.min(weightOf(message), largestSize);
    this.#answers.set(messageId, {weight, message});
    this.#weight += weight;
    if (this.#answers.size > this.#limit || this.#weight > largestSize) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const [oldest, answer] of this.#answers) {
      const tooMany = this.#answers.size > this.#limit;
      if (!tooMany && this.#weight <= largestSize) break;
      this.#weight -= answer.weight;
      answer.weight = 0;
      answer.message = 'forgotten';
      if (tooMany) this.#answers.delete(oldest);
    }
  }
}

function weightOf(message: ResponseMessage): number {
  try {
    return estimateSize(message, deepest);
  } catch {
    return Infinity; // the page's own object, which could be read when it was sent, and cannot any more
  }
}
