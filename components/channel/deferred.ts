/** A promise and the means to settle it. Nobody has to listen: it never counts as an unhandled rejection. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  settled = false;
  #resolve!: (value: T) => void;
  #reject!: (error: Error) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.promise.catch(() => undefined);
  }

  resolve(value: T): void {
    this.settled = true;
    this.#resolve(value);
  }

  reject(error: Error): void {
    this.settled = true;
    this.#reject(error);
  }
}
