import {isRecord, type JsonObject} from '../protocol/json.js';
import {extensionValue, HANDSHAKE, PORT_EXTENSION} from '../protocol/messages.js';
import type {Incoming} from './transport.js';
import type {Turns} from './turns.js';

/**
 * Said three times by the window, with the name of the port: by the app when it has its port; by the EHR, whose messages
 * come by the port from here; by the app, whose messages do from here. Said by the port, without a name: they come by the
 * window again, and the port is done with.
 */
export const SWITCH = 'urn:smart-web-messaging-elements:message-port';

/** An app that has not gone over to its port by then does without: what it writes there would pile up. */
const portAcceptTimeoutMs = 10_000;

export interface PortUpgradeOptions {
  /** The id of the handshake that the port was given with: what is said of one port must not be taken for another. */
  name: string;
  /** Of the peer's document; the port is given to it, or comes from it. */
  origin: string;
  /** What waits for its turn, from the port and from the window. */
  turns: Turns;
  /** To the window. */
  post: (message: unknown) => void;
  receive: (incoming: Incoming, isTooMuch: boolean) => void;
}

/**
 * One end of a MessagePort beside a window. Both ends change over to it, each at a point in its own stream of messages,
 * and neither writes to the port before it knows that the other one has it. Whoever goes back to the window says so on
 * the port, and reads on until the other one has said it, too: nothing that was written there is lost.
 */
export class PortUpgrade {
  readonly origin: string;
  /** What is sent goes by the port, or is kept back. */
  sending = false;
  /** What comes should come by the port. */
  receiving = false;
  closed = false;
  readonly #held: object[] = [];
  #isHeld = false;
  /** This is the EHR's end. */
  readonly #offered: boolean;
  readonly #port: MessagePort;
  readonly #post: (message: unknown) => void;
  readonly #word: string;
  /** The app has the port. */
  #taken: boolean;
  #isDowngraded = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(port: MessagePort, {name, origin, turns, post, receive}: PortUpgradeOptions, offered: boolean) {
    this.#word = `${SWITCH}#${name}`;
    this.#port = port;
    this.origin = origin;
    this.#post = post;
    this.#offered = offered;
    this.#taken = !offered;
    port.addEventListener('message', (event: MessageEvent<unknown>) => {
      turns.take((isTooMuch) => {
        const {data} = event;
        if (data === SWITCH) this.close();
        else if (!this.closed) receive({data, origin, byPort: true}, isTooMuch); // some engines deliver what was in a port when it was closed
      });
    });
    port.addEventListener('close', () => turns.take(() => this.close()));
  }

  /** The EHR's end of a port that goes to the app. */
  static offer(port: MessagePort, options: PortUpgradeOptions): PortUpgrade {
    const upgrade = new PortUpgrade(port, options, true);
    upgrade.#timer = setTimeout(() => upgrade.downgrade(), portAcceptTimeoutMs);
    return upgrade;
  }

  /** The app's end of a port that has come from the EHR. */
  static accept(port: MessagePort, options: PortUpgradeOptions): PortUpgrade {
    const upgrade = new PortUpgrade(port, options, false);
    upgrade.#post(upgrade.#word);
    return upgrade;
  }

  /** Keeps back what is sent from here on, or lets it go: to the window where that goes on without the port meanwhile. */
  hold(held: boolean): void {
    this.#isHeld = held;
    if (held) return;
    if (this.#isDowngraded) this.sending = false;
    for (const message of this.#held.splice(0)) {
      if (this.sending) this.#port.postMessage(message);
      else this.#post(message);
    }
  }

  send(message: object, transfer?: Transferable[]): void {
    if (this.#isHeld) this.#held.push(structuredClone(message));
    else if (transfer) this.#port.postMessage(message, transfer);
    else this.#port.postMessage(message);
  }

  /** Takes what the peer has posted to the window, if it is the word for this port and in its place. */
  handleSwitch(data: unknown): boolean {
    if (data !== this.#word || this.closed || this.receiving) return false;
    const first = this.#offered && !this.#taken;
    this.#taken = true;
    if (first || !(this.#offered || this.#isDowngraded)) this.#upgrade();
    if (!first) this.#read();
    return true;
  }

  /**
   * What the peer has posted to the window comes from another document, or from other code, than the port's: it said that it
   * uses the port, or asks for a handshake though it said that it has one. Not so an EHR that only checks who is there.
   */
  isFromElsewhere(data: unknown): boolean {
    const isCheck = !this.#offered && isHandshake(data) && asksForPort(data);
    return this.receiving ? isOurs(data) && !isCheck : this.sending && isHandshake(data);
  }

  /** Sends by the window from now on; what the peer still sends by the port is heard. */
  downgrade(): void {
    if (this.#isDowngraded) return;
    this.#isDowngraded = true;
    if (!this.#taken) {
      this.close(); // the app does not write to it before it has been told to
      return;
    }
    if (!this.sending && !this.#offered) this.#upgrade(); // nobody may be there any more to hear the EHR's word
    this.#port.postMessage(SWITCH);
    this.sending = this.#isHeld;
    if (!this.#offered) this.#read();
  }

  /** Nobody listens here any more. What an EHR wrote may be meant for the next element in the app's document. */
  abandon(): void {
    if (this.#offered) this.close();
    else this.downgrade();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.downgrade();
    clearTimeout(this.#timer);
    this.#port.close();
  }

  #upgrade(): void {
    this.sending = true;
    this.#post(this.#word);
  }

  #read(): void {
    this.receiving = true;
    clearTimeout(this.#timer);
    this.#port.start();
  }
}

const isOurs = (data: unknown): boolean =>
  isRecord(data) && 'messageId' in data && ('messageType' in data || 'responseToMessageId' in data);

const isHandshake = (data: unknown): data is JsonObject => isRecord(data) && data['messageType'] === HANDSHAKE;

const asksForPort = ({payload}: JsonObject): boolean =>
  isRecord(payload) && extensionValue(payload, PORT_EXTENSION, 'valueBoolean') === true;
