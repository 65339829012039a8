/** In milliseconds: a key that repeats does so within this time. Its first repetition may come later. */
const stillness = 500;

const modifiers = new Set(['Alt', 'AltGraph', 'CapsLock', 'Control', 'Fn', 'Meta', 'Shift']);

/** Of a key that can press something. Scripts hold no key. */
const isOfKey = ({isTrusted, key}: KeyboardEvent): boolean => isTrusted && !modifiers.has(key);

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

let guard: AbortController | undefined;

/** A repetition of which no start was seen belongs to a key that went down in the app, however late it comes. */
function guardAgainstHeldKey(): void {
  guard?.abort();
  const watching = (guard = new AbortController());
  const options = {capture: true, signal: watching.signal};
  const onKeydown = (event: KeyboardEvent): void => {
    if (!isOfKey(event)) return;
    if (event.repeat) swallow(event);
    else watching.abort();
  };
  const onKeyup = (event: KeyboardEvent): void => {
    if (isOfKey(event)) event.preventDefault(); // the space bar presses a button as it goes up
  };
  addEventListener('keydown', onKeydown, options);
  addEventListener('keyup', onKeyup, options);
}

/**
 * Keeps the focus on an element for as long as a key may be held. Keys held in a frame of another origin cannot be seen
 * before the focus has left it, and then they repeat on whatever has the focus: a button would be pressed by them.
 */
export class FocusParking {
  readonly #place: HTMLElement;
  #ending: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #repeating: string | undefined;
  /** Another key went down since: the one before repeats no more. */
  #isPressedAnew = false;

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

    guard?.abort();
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
      if (!isOfKey(event)) return;
      wait();
      if (!event.repeat) {
        this.#isPressedAnew = true;
        return;
      }
      this.#repeating = event.code;
      swallow(event);
    });
    listen('keyup', (event) => {
      if (!isOfKey(event)) return;
      if (!this.#isPressedAnew) event.preventDefault();
      if (!this.#repeating || this.#repeating === event.code) setTimeout(() => ending.signal.aborted || free());
    });
    listen('pointerdown', () => this.end());
    this.#ending = ending;
    wait();
  }

  /** Leaves the focus where it is. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#ending && !this.#isPressedAnew) guardAgainstHeldKey();
    this.#ending?.abort();
    this.#ending = undefined;
    this.#repeating = undefined;
    this.#isPressedAnew = false;
  }
}

/** Whether the focus is neither on a place itself nor nowhere. */
function isElsewhere(place: HTMLElement): boolean {
  const root = place.getRootNode() as Document | ShadowRoot;
  const {activeElement, body} = document;
  if (root.activeElement === place) return Boolean(place.shadowRoot?.activeElement);
  return activeElement !== null && activeElement !== body;
}
