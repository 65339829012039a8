import type {ReactiveController, ReactiveControllerHost} from '@lit/reactive-element';
import type {FocusParking} from './focus-parking.js';
import {serving} from './load-serving.js';

/**
 * Knows where the focus was before it went into an element, to bring it back there when the element is done. When
 * somebody tabs or clicks into a frame, browsers tell neither the frame nor its host: only the outside can be watched.
 */
export class FocusReturn implements ReactiveController {
  readonly #host: HTMLElement;
  #parking: FocusParking | undefined;
  /** The trees that the element is in, its own first: a closed one can only be looked into from within. */
  #trees: Array<Document | ShadowRoot> = [];
  #origin: Element | undefined;

  constructor(host: HTMLElement & ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    for (let place: Node | undefined = this.#host; place;) {
      const tree = place.getRootNode() as Document | ShadowRoot;
      this.#trees.push(tree);
      tree.addEventListener('focusin', this.#notice, true);
      place = 'host' in tree ? tree.host : undefined;
    }
    this.remember();
  }

  hostDisconnected(): void {
    for (const tree of this.#trees.splice(0)) tree.removeEventListener('focusin', this.#notice, true);
  }

  /** What has the focus, in whatever shadow tree it stands. */
  get focused(): Element | null | undefined {
    let element = this.#trees.find(({activeElement}) => activeElement)?.activeElement;
    while (element?.shadowRoot?.activeElement && element !== this.#host) element = element.shadowRoot.activeElement;
    return element;
  }

  /** To be called before the focus is moved into the element by script. */
  remember(): void {
    this.#parking?.end();
    const element = this.focused;
    if (element && element !== this.#host) this.#origin = element;
  }

  /** Takes the focus out of the app, if it is there, and back to where it was once no key is held. */
  restore(): void {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== this.#host) return;
    const origin = this.#origin;
    this.#parking ??= serving && new serving.FocusParking(this.#host);
    this.#parking?.begin(() => {
      if (origin?.isConnected && 'focus' in origin) (origin as HTMLElement).focus();
    });
  }

  readonly #notice = (event: Event): void => {
    const path = event.composedPath();
    const [element] = path;
    // Where the focus is in one of the trees within, the listener there knows better.
    const within = this.#trees.some((tree) => 'host' in tree && tree.host === element && event.currentTarget !== tree);
    if (element instanceof Element && !within && !path.includes(this.#host)) this.#origin = element;
  };
}
