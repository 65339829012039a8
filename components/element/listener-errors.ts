/**
 * What listeners throw does not come out of `dispatchEvent`: the window hears of it, before `dispatchEvent` returns. It
 * is listened to for as long as there may be requests: to begin and end that with each of them costs more than an event.
 */
export class ListenerErrors {
  #thrown: {error: unknown} | undefined;
  #dispatching = false;

  watch(): void {
    addEventListener('error', this.#notice, true);
  }

  unwatch(): void {
    removeEventListener('error', this.#notice, true);
  }

  /** Dispatches an event and returns the first thing that a listener threw. */
  dispatch(target: EventTarget, event: Event): {error: unknown} | undefined {
    const outer = {thrown: this.#thrown, dispatching: this.#dispatching};
    this.#thrown = undefined;
    this.#dispatching = true;
    target.dispatchEvent(event);
    const thrown = this.#thrown;
    this.#thrown = outer.thrown;
    this.#dispatching = outer.dispatching;
    return thrown;
  }

  readonly #notice = ({error, eventPhase}: ErrorEvent): void => {
    if (this.#dispatching && eventPhase === Event.AT_TARGET) this.#thrown ??= {error: error as unknown};
  };
}
