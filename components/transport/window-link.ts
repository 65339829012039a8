import {isRecord} from '../protocol/json.js';
import {extensionValue, HANDSHAKE, PORT_EXTENSION} from '../protocol/messages.js';
import {PortUpgrade, type PortUpgradeOptions} from './port-upgrade.js';
import {TokenBucket, deserializing} from './token-bucket.js';
import type {Incoming} from './transport.js';

/** One listener's side of a window. */
export interface Endpoint {
  receive(incoming: Incoming): void;
  /** A message that carries this endpoint's handle came from somebody else's window. */
  reject(data: unknown, origin: string): void;
  claims(data: unknown): boolean;
}

/**
 * All endpoints of a page share one `message` listener that finds the sender's by its window, so that a message costs
 * the same with one frame on the page as with a hundred. The listener is there only while an endpoint is.
 */
const links = new WeakMap<MessageEventSource, WindowLink>();
let listening = 0;
const endpointsByHandle = new Map<string, Endpoint>();
/** Of messages that are read only to report whose handle they carry: whoever knows one could keep the page busy with it. */
const strangers = new TokenBucket(100, 1000);

function dispatch(event: MessageEvent<unknown>): void {
  const {source} = event;
  const link = source && links.get(source);
  // To read `data` would be to unpack it, and there may be many more where this came from.
  if (!source || link?.onDropped) {
    link?.onDropped?.();
    return;
  }
  const received = performance.now();
  if (!link?.hasListeners && !strangers.take(received)) return;
  const {data, origin} = event;
  if (link?.hasListeners) {
    link.receive({
      data,
      origin,
      received,
      get ports() {
        return event.ports; // makes an array each time
      },
    });
    return;
  }
  strangers.charge(performance.now() - received, deserializing);
  const handle = isRecord(data) && data['messagingHandle'];
  if (typeof handle === 'string') endpointsByHandle.get(handle)?.reject(data, origin);
}

/** The way to another window and from it, for everybody on this page who talks to it: beside the window, a port. */
export class WindowLink {
  readonly #window: Window;
  readonly #endpoints = new Set<Endpoint>();
  /** Told of what is dropped, where that is everything. */
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
    if (listening++ === 0) addEventListener('message', dispatch);
    this.#endpoints.add(endpoint);
    this.onDropped = undefined;
    if (messagingHandle !== undefined) endpointsByHandle.set(messagingHandle, endpoint);

    signal.addEventListener('abort', () => {
      this.#endpoints.delete(endpoint);
      if (messagingHandle !== undefined && endpointsByHandle.get(messagingHandle) === endpoint) {
        endpointsByHandle.delete(messagingHandle);
      }
      if (--listening === 0) removeEventListener('message', dispatch);
      // Somebody who takes over at once goes on as before.
      queueMicrotask(() => {
        if (!this.hasListeners) this.#upgrade?.abandon();
      });
    });
  }

  send(message: object, origin: string, transfer?: Transferable[]): void {
    if (this.#upgrade?.sending && this.#upgrade.origin === origin) this.#upgrade.send(message, transfer);
    else this.sendToWindow(message, origin, transfer);
  }

  sendToWindow(message: object, origin: string, transfer?: Transferable[]): void {
    this.#window.postMessage(message, origin, transfer);
  }

  receive(incoming: Incoming): void {
    const upgrade = this.#upgrade;
    const {data, origin} = incoming;
    if (upgrade && upgrade.origin !== origin) {
      this.closePort(); // whose document is gone: somebody else has its window
    } else if (upgrade) {
      if (upgrade.handleSwitch(data)) return;
      // Whoever writes here though the peer said that it uses the port is another document, or other code; so is who asks
      // for a handshake though the peer said that it has the port. Not so an EHR that only checks who is there.
      const isCheck = !upgrade.offered && isHandshake(data) && asksForPort(data);
      if (upgrade.receiving ? isOurs(data) && !isCheck : upgrade.sending && isHandshake(data)) this.downgrade();
    }
    this.#deliver(incoming);
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
    const upgrade = this.#upgrade;
    upgrade?.downgrade();
    if (upgrade) this.#sendHeld(upgrade);
  }

  /** What is in the port is dropped, too: whoever is there goes back to the window. */
  pause(onDropped: (() => void) | undefined): void {
    this.onDropped = onDropped;
    if (onDropped) this.closePort();
  }

  holdPort(held: boolean): void {
    this.#upgrade?.hold(held);
  }

  /** What was kept back from it goes to the window, if the peer is still meant. */
  closePort(goesOn = false): void {
    const upgrade = this.#upgrade;
    this.#upgrade = undefined;
    upgrade?.close();
    if (upgrade && goesOn) this.#sendHeld(upgrade);
  }

  #sendHeld({held, origin}: PortUpgrade): void {
    for (const message of held.splice(0)) this.sendToWindow(message, origin);
  }

  #upgradeTo(origin: string, name: string): PortUpgradeOptions {
    return {
      name,
      origin,
      announce: (word) => this.#window.postMessage(word, origin),
      receive: (data, received) => this.#deliver({data, origin, received, byPort: true}),
    };
  }

  #deliver(incoming: Incoming): void {
    let receiver: Endpoint | undefined;
    for (const endpoint of this.#endpoints) {
      receiver ??= endpoint;
      if (this.#endpoints.size === 1 || !endpoint.claims(incoming.data)) continue;
      receiver = endpoint;
      break;
    }
    receiver?.receive(incoming);
  }
}

const isOurs = (data: unknown): boolean =>
  isRecord(data) && 'messageId' in data && ('messageType' in data || 'responseToMessageId' in data);

const isHandshake = (data: unknown): boolean => isRecord(data) && data['messageType'] === HANDSHAKE;

const asksForPort = (data: unknown): boolean =>
  isRecord(data) &&
  isRecord(data['payload']) &&
  extensionValue(data['payload'], PORT_EXTENSION, 'valueBoolean') === true;

export function linkTo(window: Window): WindowLink {
  const link = links.get(window) ?? new WindowLink(window);
  links.set(window, link);
  return link;
}
