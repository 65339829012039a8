/** What is to be told of one kind: one at a time, and of what piles up meanwhile the latest only. */
export class Outbox<P extends object> {
  readonly #tell: (payload: P) => Promise<boolean>;
  readonly #merge: (waiting: P, latest: P) => P;
  #waiting: P | undefined;
  #telling = false;

  /** `tell` resolves with whether it arrived, refused or not; what did not is kept until the next `flush()`. */
  constructor(tell: (payload: P) => Promise<boolean>, merge: (waiting: P, latest: P) => P) {
    this.#tell = tell;
    this.#merge = merge;
  }

  put(payload: P): void {
    this.#waiting = this.#waiting ? this.#merge(this.#waiting, payload) : payload;
  }

  /** Takes out what waits. */
  take(): P | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  async flush(): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    for (let payload = this.take(); payload; payload = this.take()) {
      if (await this.#tell(payload)) continue;
      this.#waiting ??= payload;
      break;
    }
    this.#telling = false;
  }
}
