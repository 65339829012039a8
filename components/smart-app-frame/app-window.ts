const pollInterval = 250;

/** In milliseconds: what a document sent while it went may arrive after it has gone, from another process. */
const grace = 500;

export interface AppWindowActions {
  /** The document before is gone, and nothing of it is on its way any more. Only for a window that had one. */
  onEmpty?: () => void;
  onNavigated: () => void;
  onClosed: () => void;
}

/**
 * A pop-up or tab that an app runs in. Nothing but polling shows that such a window has moved or gone. One that is used
 * again still holds the document of the launch before: it is sent to `about:blank`, and seen there, before anything else.
 */
export class AppWindow {
  readonly window: Window;
  readonly #actions: AppWindowActions;
  readonly #timer: ReturnType<typeof setInterval>;
  /** What a new window starts with looks empty, too, though the document before may be on its way into it. */
  readonly #startedWith: Document | undefined;
  #emptySince: number | undefined;
  #isOccupied: boolean;
  #hasNavigated = false;

  constructor(window: Window, actions: AppWindowActions) {
    this.window = window;
    this.#actions = actions;
    this.#isOccupied = actions.onEmpty !== undefined;
    this.#startedWith = blankDocument(window);
    if (this.#isOccupied && !window.closed) window.location.replace('about:blank');
    this.#timer = setInterval(() => this.#look(), pollInterval);
  }

  /** The document of an earlier launch is still there, or may be. */
  get occupied(): boolean {
    return this.#isOccupied;
  }

  /** Stops watching and leaves the window alone. */
  release(): void {
    clearInterval(this.#timer);
  }

  close(): void {
    this.release();
    this.window.close();
    if (this.#isOccupied) this.#closeOnceEmpty();
  }

  /** Chromium forgets a `close()` that comes while the document before is being replaced; until then `closed` is true. */
  #closeOnceEmpty(looks = 20): void {
    if (blankDocument(this.window)) this.window.close();
    if (looks > 0) setTimeout(() => this.#closeOnceEmpty(looks - 1), pollInterval);
  }

  #look(): void {
    if (this.window.closed) {
      this.release();
      this.#actions.onClosed();
    } else if (this.#isOccupied) {
      this.#lookForEmptiness();
    } else if (!this.#hasNavigated && !blankDocument(this.window)) {
      this.#hasNavigated = true;
      this.#actions.onNavigated();
    }
  }

  #lookForEmptiness(): void {
    const blank = blankDocument(this.window);
    const now = performance.now();
    if (!blank || blank === this.#startedWith) this.#emptySince = undefined;
    else this.#emptySince ??= now;
    if (this.#emptySince === undefined || now - this.#emptySince < grace) return;
    this.#isOccupied = false;
    this.#actions.onEmpty?.();
  }
}

/** The empty document in a window, if that is all there is: a message to it would only be a console error. */
function blankDocument(window: Window): Document | undefined {
  try {
    return window.location.href === 'about:blank' ? window.document : undefined;
  } catch {
    return undefined; // it is of another origin
  }
}
