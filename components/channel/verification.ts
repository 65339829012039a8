import type {Incoming} from '../transport/transport.js';
import {Handshake} from './handshake.js';

/**
 * A `load` has come that may be of the peer's known document, or of the next one. Until the window has answered a
 * handshake that question is open, and what comes by the port waits: a port may be in other hands than the window.
 */
export class Verification {
  readonly #asked = new Set<unknown>();
  readonly #held: Incoming[] = [];
  readonly #handshake: Handshake;
  #isOpen = false;

  /** `ask` asks the window for a handshake, and returns the id of that request. `onSilence`: it has not answered in time. */
  constructor(ask: () => string, onSilence: () => void) {
    this.#handshake = new Handshake(() => void this.#asked.add(ask()), onSilence);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get size(): number {
    return this.#held.length;
  }

  /** `time` is what the window has to answer, in milliseconds; a later answer counts as well. */
  begin(time: number): void {
    this.#isOpen = true;
    this.#handshake.start(time);
  }

  /** Whether this is the answer that it waits for. */
  awaits(answered: unknown): boolean {
    return this.#isOpen && this.#asked.has(answered);
  }

  /** Keeps a message back, unless there is no reason to. Returns whether it was. */
  holds(incoming: Incoming): boolean {
    if (!this.#isOpen || !incoming.byPort) return false;
    this.#held.push(incoming);
    return true;
  }

  /** Ends it. Returns what was kept back. */
  end(): Incoming[] {
    this.#isOpen = false;
    this.#handshake.stop();
    this.#asked.clear();
    return this.#held.splice(0);
  }
}
