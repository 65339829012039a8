/** Remembers where the focus was before it went into an element, to bring it back there when the element is done. */
export class FocusReturn {
  readonly #host: HTMLElement;
  #origin: Element | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
    host.addEventListener('focusin', ({relatedTarget}) => this.#remember(relatedTarget));
  }

  /** To be called before the focus is moved into the element by script. */
  remember(): void {
    this.#remember(this.#host.ownerDocument.activeElement);
  }

  /** Takes the focus out of the element, if it is there. */
  restore(): void {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== this.#host) return;
    if (this.#origin?.isConnected && 'focus' in this.#origin) (this.#origin as HTMLElement).focus();
    this.#origin = null;
  }

  #remember(element: EventTarget | null): void {
    if (element instanceof Element && element !== this.#host && !this.#host.contains(element)) this.#origin = element;
  }
}
