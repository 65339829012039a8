import type {Incoming, ListenOptions, Transport} from './transport.js';
import type {Turns} from './turns.js';
import {linkTo, type WindowLink} from './window-link.js';

export interface WindowTransportOptions {
  /** Concrete origins that are let through; `*` is not one of them (SWM-3, SWM-6). May be replaced at any time. */
  origins: readonly string[];
  /** By it a message that carries the right handle but comes from another window is reported to the right listener. */
  messagingHandle?: string;
}

/**
 * `window.postMessage` with one other window, and a MessagePort beside it where both sides agree on one: what arrives
 * comes from that window and from an allowed origin.
 */
export class WindowTransport implements Transport {
  origins: readonly string[];
  readonly #link: WindowLink;
  readonly #messagingHandle: string | undefined;
  #peerOrigin: string | undefined;
  #sent = 0;

  constructor(window: Window, {origins, messagingHandle}: WindowTransportOptions) {
    this.#link = linkTo(window);
    this.origins = origins;
    this.#messagingHandle = messagingHandle;
  }

  send(message: object, transfer?: Transferable[]): void {
    const origin = this.#knownOrigin ?? this.#nextOrigin();
    if (origin !== undefined) this.#link.send(message, origin, transfer);
  }

  sendToWindow(message: object): void {
    const origin = this.#knownOrigin ?? this.#nextOrigin();
    if (origin !== undefined) this.#link.sendToWindow(message, origin);
  }

  listen(
    listener: (incoming: Incoming, isTooMuch?: boolean) => void,
    {signal, onRejected, claims = () => true, maxWaiting = Infinity, onDropped}: ListenOptions,
  ): void {
    if (signal.aborted) return;
    const reject = (data: unknown, origin: string, reason: 'source' | 'origin'): void =>
      onRejected?.({data, origin, reason, expected: this.origins});
    const endpoint = {
      claims,
      receive: (incoming: Incoming, isTooMuch: boolean): void => {
        const {origin} = incoming;
        if (!this.allows(origin)) {
          reject(incoming.data, origin, 'origin');
          return;
        }
        this.#peerOrigin = origin;
        listener(incoming, isTooMuch);
      },
      reject: (data: unknown, origin: string): void => reject(data, origin, 'source'),
    };
    const {turns} = this.#link;
    turns.most = maxWaiting;
    turns.onDropped = onDropped ?? ignore;
    this.#link.add(endpoint, this.#messagingHandle, signal);
  }

  get turns(): Turns {
    return this.#link.turns;
  }

  allows(origin: string): boolean {
    return this.origins.includes(origin);
  }

  renew(origin: string | undefined): void {
    this.#peerOrigin = origin;
    this.#sent = 0;
    this.#link.closePort();
  }

  offerPort(name: string): MessagePort | undefined {
    return this.#knownOrigin === undefined ? undefined : this.#link.offerPort(this.#knownOrigin, name);
  }

  acceptPort(port: MessagePort, name: string): void {
    if (this.#knownOrigin) this.#link.acceptPort(port, this.#knownOrigin, name);
  }

  pause(onDropped: (() => void) | undefined): void {
    this.#link.pause(onDropped);
  }

  holdPort(held: boolean): void {
    this.#link.holdPort(held);
  }

  closePort(): void {
    this.#link.closePort(true);
  }

  downgrade(): void {
    this.#link.downgrade();
  }

  get #knownOrigin(): string | undefined {
    return this.#peerOrigin !== undefined && this.origins.includes(this.#peerOrigin) ? this.#peerOrigin : undefined;
  }

  /** Before the peer has spoken its origin is one of several; the retries of a handshake go round them. */
  #nextOrigin(): string | undefined {
    return this.origins[this.#sent++ % this.origins.length];
  }
}

const ignore = (): void => undefined;
