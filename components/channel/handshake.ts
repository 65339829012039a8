const firstPause = 100;
const longestPause = 3200;

/** Asks for a handshake again and again, with growing pauses, until it is stopped or its time is up. */
export class Handshake {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #ask: () => void;
  readonly #onTimeout: (timeout: number) => void;

  constructor(ask: () => void, onTimeout: (timeout: number) => void) {
    this.#ask = ask;
    this.#onTimeout = onTimeout;
  }

  get running(): boolean {
    return this.#timer !== undefined;
  }

  start(timeout: number): void {
    if (this.running) return;
    const deadline = performance.now() + timeout;
    const attempt = (pause: number): void => {
      const left = deadline - performance.now();
      if (left <= 0) {
        this.stop();
        this.#onTimeout(timeout);
        return;
      }
      this.#timer = setTimeout(attempt, Math.min(pause, left), Math.min(pause * 2, longestPause));
      this.#ask();
    };
    attempt(firstPause);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
