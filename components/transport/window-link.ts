import {leave, listenTo, type HandleOwner, type Receiver} from './page-dispatcher.js';
import {PortUpgrade, type PortUpgradeOptions} from './port-upgrade.js';
import {Turns} from './turns.js';
import type {Incoming} from './transport.js';

/** One listener's side of a window. */
export interface Endpoint extends HandleOwner {
  /** `isTooMuch`: it has waited in vain, and is to be refused. */
  receive(incoming: Incoming, isTooMuch: boolean): void;
  claims(data: unknown): boolean;
}

const links = new WeakMap<Window, WindowLink>();

export function linkTo(window: Window): WindowLink {
  const link = links.get(window) ?? new WindowLink(window);
  links.set(window, link);
  return link;
}

/** The way to another window and from it, for everybody on this page who talks to it: beside the window, a port. */
export class WindowLink implements Receiver {
  readonly #window: Window;
  readonly #endpoints = new Set<Endpoint>();
  /** What waits is one queue, whichever way it came: the words of the upgrade keep their places in it. */
  readonly turns = new Turns();
  onDropped: (() => void) | undefined;
  #upgrade: PortUpgrade | undefined;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Somebody listens. */
  get hasListeners(): boolean {
    return this.#endpoints.size > 0;
  }

  add(endpoint: Endpoint, messagingHandle: string | undefined, signal: AbortSignal): void {
    listenTo(this.#window, this, messagingHandle, endpoint, signal);
    this.#endpoints.add(endpoint);
    this.onDropped = undefined;
    signal.addEventListener('abort', () => {
      this.#endpoints.delete(endpoint);
      if (!this.hasListeners) leave(this.#window);
      // Somebody who takes over at once goes on as before.
      queueMicrotask(() => {
        if (this.hasListeners) return;
        this.#upgrade?.abandon();
        this.turns.clear();
      });
    });
  }

  send(message: object, origin: string, transfer?: Transferable[]): void {
    if (this.#upgrade?.sending && this.#upgrade.origin === origin) this.#upgrade.send(message, transfer);
    else this.sendToWindow(message, origin, transfer);
  }

  sendToWindow(message: unknown, origin: string, transfer?: Transferable[]): void {
    this.#window.postMessage(message, origin, transfer);
  }

  take(event: MessageEvent<unknown>): void {
    this.turns.take((isTooMuch) => this.#receive(event, isTooMuch));
  }

  #receive(event: MessageEvent<unknown>, isTooMuch: boolean): void {
    const {data, origin} = event;
    if (this.#upgrade && this.#upgrade.origin !== origin) {
      this.closePort(); // whose document is gone: somebody else has its window
    } else if (this.#upgrade) {
      if (this.#upgrade.handleSwitch(data)) return;
      if (this.#upgrade.isFromElsewhere(data)) this.#upgrade.downgrade();
    }
    const incoming: Incoming = {
      data,
      origin,
      get ports() {
        return event.ports; // makes an array each time
      },
    };
    this.#deliver(incoming, isTooMuch);
  }

  offerPort(origin: string, name: string): MessagePort | undefined {
    if (this.#upgrade && !this.#upgrade.closed) return undefined;
    const {port1, port2} = new MessageChannel();
    this.#upgrade = PortUpgrade.offer(port1, this.#upgradeTo(origin, name));
    return port2;
  }

  acceptPort(port: MessagePort, origin: string, name: string): void {
    this.downgrade();
    this.#upgrade = PortUpgrade.accept(port, this.#upgradeTo(origin, name));
  }

  downgrade(): void {
    this.#upgrade?.downgrade();
  }

  /** What is in the port is dropped, too: whoever is there goes back to the window. */
  pause(onDropped: (() => void) | undefined): void {
    this.onDropped = onDropped;
    if (!onDropped) return;
    this.turns.clear();
    this.closePort();
  }

  holdPort(held: boolean): void {
    this.#upgrade?.hold(held);
  }

  /** What was kept back from it goes to the window, if the peer is still meant. */
  closePort(goesOn = false): void {
    const upgrade = this.#upgrade;
    this.#upgrade = undefined;
    upgrade?.close();
    if (goesOn) upgrade?.hold(false);
  }

  #upgradeTo(origin: string, name: string): PortUpgradeOptions {
    const post = (message: unknown): void => this.sendToWindow(message, origin);
    return {name, origin, post, turns: this.turns, receive: this.#deliver};
  }

  readonly #deliver = (incoming: Incoming, isTooMuch: boolean): void => {
    let receiver: Endpoint | undefined;
    for (const endpoint of this.#endpoints) {
      receiver ??= endpoint;
      if (this.#endpoints.size === 1 || !endpoint.claims(incoming.data)) continue;
      receiver = endpoint;
      break;
    }
    receiver?.receive(incoming, isTooMuch);
  };
}
