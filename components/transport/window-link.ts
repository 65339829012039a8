import {isRecord} from '../protocol/json.js';
import {extensionValue, HANDSHAKE, PORT_EXTENSION} from '../protocol/messages.js';
import {PortUpgrade, type PortUpgradeOptions} from './port-upgrade.js';
import {Turns} from './turns.js';
import {WindowCount} from './window-count.js';
import type {Incoming} from './transport.js';

/** One listener's side of a window. */
export interface Endpoint {
  /** `isTooMuch`: it has waited in vain, and is to be refused. */
  receive(incoming: Incoming, isTooMuch: boolean): void;
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
const strangers = new WindowCount(1000);
const ofStrangers = new Turns();

/** To read `data` is to deserialize it: that waits for the sender's turn. */
function dispatch(event: MessageEvent<unknown>): void {
  const {source} = event;
  const link = source && links.get(source);
  if (!source || link?.onDropped) link?.onDropped?.();
  else if (link?.hasListeners) link.take(event);
  else if (strangers.take()) ofStrangers.take(() => report(event));
}

function report({data, origin}: MessageEvent<unknown>): void {
  const handle = isRecord(data) && data['messagingHandle'];
  if (typeof handle === 'string') endpointsByHandle.get(handle)?.reject(data, origin);
}

/** The way to another window and from it, for everybody on this page who talks to it: beside the window, a port. */
export class WindowLink {
  readonly #window: Window;
  readonly #endpoints = new Set<Endpoint>();
  /** What waits is one queue, whichever way it came: the words of the upgrade keep their places in it. */
  readonly turns = new Turns();
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

  sendToWindow(message: object, origin: string, transfer?: Transferable[]): void {
    this.#window.postMessage(message, origin, transfer);
  }

  take(event: MessageEvent<unknown>): void {
    this.turns.take((isTooMuch) => this.#receive(event, isTooMuch));
  }

  #receive(event: MessageEvent<unknown>, isTooMuch: boolean): void {
    const {data, origin} = event;
    const upgrade = this.#upgrade;
    if (upgrade && upgrade.origin !== origin) {
      this.closePort(); // whose document is gone: somebody else has its window
    } else if (upgrade) {
      if (upgrade.handleSwitch(data)) return;
      // Whoever writes here though the peer said that it uses the port is another document, or other code; so is who asks
      // for a handshake though the peer said that it has the port. Not so an EHR that only checks who is there.
      const isCheck = !upgrade.offered && isHandshake(data) && asksForPort(data);
      if (upgrade.receiving ? isOurs(data) && !isCheck : upgrade.sending && isHandshake(data)) this.downgrade();
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
    const upgrade = this.#upgrade;
    upgrade?.downgrade();
    if (upgrade) this.#sendHeld(upgrade);
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
      turns: this.turns,
      receive: this.#deliver,
    };
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
