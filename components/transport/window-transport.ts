import type {Incoming, ListenOptions, Transport} from './transport.js';
import {route, type Endpoint} from './window-router.js';

export interface WindowTransportOptions {
  /** Concrete origins that are let through; `*` is not one of them (SWM-3, SWM-6). May be replaced at any time. */
  origins: readonly string[];
  /** By it a message that carries the right handle but comes from another window is reported to the right listener. */
  messagingHandle?: string;
}

/** `window.postMessage` with one other window: what arrives comes from that window and from an allowed origin. */
export class WindowTransport implements Transport {
  origins: readonly string[];
  readonly #window: Window;
  readonly #messagingHandle: string | undefined;
  #peerOrigin: string | undefined;
  #sent = 0;

  constructor(window: Window, {origins, messagingHandle}: WindowTransportOptions) {
    this.#window = window;
    this.origins = origins;
    this.#messagingHandle = messagingHandle;
  }

  send(message: object, transfer?: Transferable[]): void {
    const known = this.#peerOrigin !== undefined && this.origins.includes(this.#peerOrigin);
    const origin = known ? this.#peerOrigin : this.#nextOrigin();
    if (origin !== undefined) this.#window.postMessage(message, origin, transfer);
  }

  listen(listener: (incoming: Incoming) => void, {signal, onRejected, claims}: ListenOptions): void {
    const endpoint: Endpoint = {
      claims: claims ?? (() => true),
      receive: (data, origin) => {
        if (!this.origins.includes(origin)) {
          onRejected?.({data, origin, reason: 'origin', expected: this.origins});
          return;
        }
        this.#peerOrigin = origin;
        listener({data, origin});
      },
      reject: (data, origin) => onRejected?.({data, origin, reason: 'source', expected: this.origins}),
    };
    route(this.#window, endpoint, this.#messagingHandle, signal);
  }

  /** The window's document has been replaced: where it is from is open again. */
  forgetPeer(): void {
    this.#peerOrigin = undefined;
    this.#sent = 0;
  }

  /** Before the peer has spoken its origin is one of several; the retries of a handshake go round them. */
  #nextOrigin(): string | undefined {
    return this.origins[this.#sent++ % this.origins.length];
  }
}
