/** A promise and the means to settle it. Nobody has to listen: it never counts as an unhandled rejection. */
export class Deferred<T> {
  settled = false;
  resolve!: (value: T) => void;
  reject!: (error: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    const settling =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        this.settled = true;
        settle(value);
      };
    this.resolve = settling(resolve);
    this.reject = settling(reject);
  });

  constructor() {
    this.promise.catch(() => undefined);
  }
}
