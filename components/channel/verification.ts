import type {Incoming} from '../transport/transport.js';
import {after} from './timer.js';

/**
 * A `load` has come that may be of the peer's known document, or of the next one. Until the window has answered a
 * handshake that question is open, and what comes by the port waits: a port may be in other hands than the window.
 */
export class Verification {
  #messageId: string | undefined;
  #held: Incoming[] = [];
  #stopTimer = (): void => undefined;

  /** `onSilence`: the window has not answered in time, in milliseconds. */
  begin(messageId: string, time: number, onSilence: () => void): void {
    this.#stopTimer();
    this.#messageId = messageId;
    this.#stopTimer = after(time, onSilence);
  }

  /** Whether this is the answer that it waits for. */
  awaits(answered: unknown): boolean {
    return this.#messageId !== undefined && answered === this.#messageId;
  }

  /** Keeps a message back, unless there is no reason to. Returns whether it was. */
  holds(incoming: Incoming): boolean {
    if (this.#messageId === undefined || !incoming.byPort) return false;
    this.#held.push(incoming);
    return true;
  }

  get size(): number {
    return this.#held.length;
  }

  /** Ends it. Returns what was kept back. */
  end(): Incoming[] {
    this.#stopTimer();
    this.#messageId = undefined;
    return this.#held.splice(0);
  }
}
