/** In milliseconds: a key that is held repeats within this time. */
const stillness = 500;

/**
 * Keeps the focus on an element for as long as a key may be held. Keys held in a frame of another origin cannot be seen
 * before the focus has left it, and then they repeat on whatever has the focus: a button would be pressed by them.
 */
export class FocusParking {
  readonly #place: HTMLElement;
  #ending: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #repeating: string | undefined;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  /** `onFree`: no key is held any more, and nobody has moved the focus elsewhere. */
  begin(onFree: () => void): void {
    const place = this.#place;
    const isTemporary = !place.hasAttribute('tabindex');
    if (isTemporary) place.tabIndex = -1;
    HTMLElement.prototype.focus.call(place, {preventScroll: true}); // not that of the element's class
    const within = place.shadowRoot?.activeElement;
    if (within instanceof HTMLElement) within.blur(); // the place is hidden
    if (this.#ending) return;

    const ending = new AbortController();
    const free = (): void => {
      this.end();
      if (!isElsewhere(place)) onFree();
    };
    const wait = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(free, stillness);
    };
    const listen = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): void =>
      addEventListener(type, listener, {capture: true, signal: ending.signal});
    ending.signal.addEventListener('abort', () => {
      if (isTemporary) place.removeAttribute('tabindex');
    });
    listen('keydown', (event) => {
      wait();
      if (!event.repeat) return;
      this.#repeating = event.code;
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    listen('keyup', ({code}) => {
      if (!this.#repeating || this.#repeating === code) setTimeout(() => ending.signal.aborted || free());
    });
    listen('pointerdown', () => this.end());
    this.#ending = ending;
    wait();
  }

  /** Leaves the focus where it is. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ending?.abort();
    this.#ending = undefined;
    this.#repeating = undefined;
  }
}

/** Whether the focus is neither on a place itself nor nowhere. */
function isElsewhere(place: HTMLElement): boolean {
  const root = place.getRootNode() as Document | ShadowRoot;
  const {activeElement, body} = document;
  if (root.activeElement === place) return Boolean(place.shadowRoot?.activeElement);
  return activeElement !== null && activeElement !== body;
}
