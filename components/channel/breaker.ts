import {Rate, type Charge} from '../transport/rate.js';

/** In how many seconds the strikes are forgiven. */
const memory = 10;

/** Counts the messages of a peer that were refused, and trips when there are too many: then not even that is done any more. */
export class Breaker {
  tripped = false;
  readonly #limit: number;
  readonly #onTrip: () => void;
  #strikes!: Rate;

  constructor(limit: number, onTrip: () => void) {
    this.#limit = limit;
    this.#onTrip = onTrip;
    this.reset();
  }

  strike(): void {
    if (this.tripped || this.#strikes.take()) return;
    this.tripped = true;
    this.#onTrip();
  }

  /** A refused message has kept the page busy for so many milliseconds. */
  charge(milliseconds: number, charge: Charge): void {
    this.#strikes.charge(milliseconds, charge);
  }

  reset(): void {
    this.tripped = false;
    this.#strikes = new Rate(this.#limit / memory, this.#limit);
  }
}
