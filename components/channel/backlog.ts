import type {Incoming} from '../transport/transport.js';

/** In milliseconds: how long the page is kept busy with what waits, before everything else on it has its turn. */
const turn = 8;

/** In milliseconds for each of them, on average: who keeps the page busy for longer waits, however few the messages. */
const usual = 0.25;

/** In milliseconds: who sends no more than `atOnce` messages in that time never waits. */
const moment = 100;

/**
 * Messages in the order in which they came: each is handled at once, until they come too fast. Then they wait for their
 * turn. Otherwise whoever floods the page would be served before everybody whose messages arrive behind the flood.
 */
export class Backlog {
  readonly #handle: (incoming: Incoming, started: number) => void;
  readonly #atOnce: number;
  #waiting: Incoming[] = [];
  #next = 0;
  #handled = 0;
  #busy = 0;
  #isYielding = false;
  #since = -Infinity;

  constructor(atOnce: number, handle: (incoming: Incoming, started: number) => void) {
    this.#atOnce = atOnce;
    this.#handle = handle;
  }

  get length(): number {
    return this.#waiting.length - this.#next;
  }

  take(incoming: Incoming, now: number): void {
    if (now - this.#since > moment) {
      this.#since = now;
      this.#handled = this.#busy = 0;
    }
    const waits = this.#waiting.length > 0;
    if (!waits && this.#handled++ < this.#atOnce && this.#busy < this.#atOnce * usual) {
      this.#handle(incoming, now);
      this.#busy += performance.now() - now;
    } else {
      this.#waiting.push(incoming);
      this.#yield();
    }
  }

  clear(): void {
    this.#waiting = [];
    this.#next = 0;
  }

  /** By a message: a timer would wait for a second in a page that is behind another one. */
  #yield(): void {
    if (this.#isYielding) return;
    this.#isYielding = true;
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      this.#work();
    };
    port2.postMessage(undefined);
  }

  #work(): void {
    this.#isYielding = false;
    let now = performance.now();
    const end = now + turn;
    try {
      for (; now < end; now = performance.now()) {
        const incoming = this.#waiting[this.#next];
        if (!incoming) break;
        this.#next++;
        this.#handle(incoming, now);
      }
    } finally {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
      if (this.length > 0) this.#yield();
      else this.#handled = this.#busy = 0;
    }
  }
}
