import type {ReactiveController, ReactiveControllerHost} from '@lit/reactive-element';

/**
 * Knows where the focus was before it went into an element, to bring it back there when the element is done. When
 * somebody tabs or clicks into a frame, browsers tell neither the frame nor its host: only the outside can be watched.
 */
export class FocusReturn implements ReactiveController {
  readonly #host: HTMLElement;
  #document: Document | undefined;
  #origin: Element | undefined;

  constructor(host: HTMLElement & ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#document = this.#host.ownerDocument;
    this.#document.addEventListener('focusin', this.#notice, true);
    this.remember();
  }

  hostDisconnected(): void {
    this.#document?.removeEventListener('focusin', this.#notice, true);
  }

  /** What has the focus, in whatever shadow tree it stands. */
  get focused(): Element | null | undefined {
    let element = this.#document?.activeElement;
    while (element?.shadowRoot?.activeElement && element !== this.#host) element = element.shadowRoot.activeElement;
    return element;
  }

  /** To be called before the focus is moved into the element by script. */
  remember(): void {
    const element = this.focused;
    if (element && element !== this.#host) this.#origin = element;
  }

  /** Takes the focus out of the element, if it is there. */
  restore(): void {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== this.#host) return;
    if (this.#origin?.isConnected && 'focus' in this.#origin) (this.#origin as HTMLElement).focus();
  }

  readonly #notice = (event: FocusEvent): void => {
    const [element] = event.composedPath();
    if (element instanceof Element && !event.composedPath().includes(this.#host)) this.#origin = element;
  };
}
