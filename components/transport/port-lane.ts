/**
 * Posted to the window: everything that follows comes by the port. Posted to the port: by the window again. Each lane keeps
 * its order, so that whoever waits for it before reading on gets every message in the order in which it was sent.
 */
export const SWITCH = 'urn:smart-web-messaging-elements:message-port';

/** One end of a MessagePort beside a window: both ends change over to it, each at a point in its own stream of messages. */
export class PortLane {
  readonly origin: string;
  /** What is sent goes by the port. */
  sending = false;
  /** What comes should come by the port. */
  receiving = false;
  readonly #port: MessagePort;
  readonly #announce: () => void;

  constructor(port: MessagePort, origin: string, announce: () => void, receive: (data: unknown) => void) {
    this.#port = port;
    this.origin = origin;
    this.#announce = announce;
    port.addEventListener('message', ({data}) => (data === SWITCH ? this.close() : receive(data)));
    port.addEventListener('close', () => this.close());
  }

  send(message: object, transfer?: Transferable[]): void {
    if (transfer) this.#port.postMessage(message, transfer);
    else this.#port.postMessage(message);
  }

  /** Sends by the port from now on. */
  enter(): void {
    if (this.sending) return;
    this.sending = true;
    this.#announce();
  }

  /** The peer has announced that it sends by the port: until then, what it sent waits in there. */
  follow(): void {
    this.enter();
    this.receiving = true;
    this.#port.start();
  }

  /** Sends by the window again; what the peer still sends by the port is heard. */
  leave(): void {
    this.receiving = false;
    if (this.sending) this.#port.postMessage(SWITCH);
    this.sending = false;
  }

  close(): void {
    this.leave();
    this.#port.close();
  }
}
