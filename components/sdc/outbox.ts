import type {SdcChange} from './messages.js';
import {present} from './readers.js';

/** What is to be told of one kind: one at a time, and of what piles up meanwhile the latest only. */
export class Outbox {
  readonly #tell: (payload: object) => Promise<boolean>;
  #waiting: object | undefined;
  #telling = false;

  /** `tell` resolves with whether it arrived, refused or not; what did not is kept until the next `flush()`. */
  constructor(tell: (payload: object) => Promise<boolean>) {
    this.#tell = tell;
  }

  /** Where several become one, what has changed between them is left open. */
  put({changedLinkIds, changedPaths, ...payload}: SdcChange & Record<string, unknown>): void {
    this.#waiting = present(this.#waiting ? payload : {...payload, changedLinkIds, changedPaths});
  }

  /** Takes out what waits. */
  take(): object | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  async flush(): Promise<void> {
    const payload = !this.#telling && this.take();
    if (!payload) return;
    this.#telling = true;
    const arrived = await this.#tell(payload);
    this.#telling = false;
    if (arrived) await this.flush();
    else this.#waiting ??= payload;
  }
}
