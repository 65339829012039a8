const pollInterval = 250;

/** A pop-up or tab that an app runs in. Nothing but polling tells that such a window has moved or gone. */
export class AppWindow {
  readonly window: Window;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(window: Window, {onNavigated, onClosed}: {onNavigated: () => void; onClosed: () => void}) {
    this.window = window;
    let navigated = false;
    this.#timer = setInterval(() => {
      if (window.closed) {
        this.release();
        onClosed();
      } else if (!navigated && !isBlank(window)) {
        navigated = true;
        onNavigated();
      }
    }, pollInterval);
  }

  /** Stops watching and leaves the window alone. */
  release(): void {
    clearInterval(this.#timer);
  }

  close(): void {
    this.release();
    this.window.close();
  }
}

/** Still on the document that every new window starts with: a message to it would only be a console error. */
function isBlank(window: Window): boolean {
  try {
    return window.location.href === 'about:blank';
  } catch {
    return false;
  }
}
