import {isPlain, isRecord, isText, masked, type JsonObject} from '../protocol/json.js';
import type {Message} from '../protocol/messages.js';
import type {Transport} from '../transport/transport.js';
import type {ChannelOptions, MessageReport, RejectionReason} from './types.js';

/** A credential: reports show that there was one, not which. What is no message may hold it anywhere. */
function withoutSecrets(message: unknown): unknown {
  if (isRecord(message) && isPlain(message)) return 'messagingHandle' in message ? withoutHandle(message) : message;
  return typeof message === 'string' || (typeof message === 'object' && message !== null)
    ? `(${typeof message}, not shown)`
    : message;
}

/** A spread of what comes out of a structured clone takes twenty times as long as this, and every request passes here. */
function withoutHandle(message: JsonObject): JsonObject {
  const {messageId, messageType, payload} = message;
  return isText(messageId) && isText(messageType) && 'payload' in message && Object.keys(message).length === 4
    ? {messagingHandle: masked, messageId, messageType, payload}
    : {...message, messagingHandle: masked};
}

/** More about a message that was rejected. */
interface Rejection extends Pick<MessageReport, 'expected' | 'count'> {
  /** It does not count against the peer. */
  isForgiven?: boolean;
}

interface SendOptions {
  elapsed?: number | undefined;
  transfer?: Transferable[] | undefined;
  /** Past a port that may be there. */
  toWindow?: boolean;
}

/** The transport, with every message that passes it reported. */
export class Wire {
  transport: Transport | undefined;
  readonly #onMessage: ((report: MessageReport) => void) | undefined;
  readonly #isObserved: () => boolean;
  #foreign = 0;
  #foreignAt = -Infinity;
  readonly #onRejected: (reason: RejectionReason) => void;

  constructor(
    {onMessage, isObserved}: Pick<ChannelOptions, 'onMessage' | 'isObserved'>,
    onRejected: (reason: RejectionReason) => void = () => undefined,
  ) {
    this.#onMessage = onMessage;
    this.#isObserved = onMessage ? (isObserved ?? always) : () => false;
    this.#onRejected = onRejected;
  }

  /** Returns whether it was sent. `onLost` takes what the transport throws or, unless the channel is closed by then, rejects with. */
  send(
    message: Message,
    onLost: (cause: unknown) => void,
    {elapsed, transfer, toWindow = false}: SendOptions = {},
  ): boolean {
    const {transport} = this;
    if (!transport) return true;
    try {
      const sent: unknown =
        toWindow && transport.sendToWindow ? transport.sendToWindow(message) : transport.send(message, transfer);
      if (sent) Promise.resolve(sent).catch((cause: unknown) => this.transport && onLost(cause));
    } catch (cause) {
      onLost(cause);
      return false;
    }
    if (this.#isObserved())
      this.#onMessage?.({direction: 'out', message: withoutSecrets(message), outcome: 'sent', elapsed});
    return true;
  }

  delivered(message: JsonObject, origin: string, elapsed?: number): void {
    if (this.#isObserved())
      this.#onMessage?.({direction: 'in', message: withoutSecrets(message), outcome: 'delivered', origin, elapsed});
  }

  /** A message of another protocol is no offence, and hundreds a second are usual: one report a second stands for all. */
  foreign(data: unknown, origin: string): void {
    const now = performance.now();
    this.#foreign++;
    if (now - this.#foreignAt < 1000) return;
    const count = this.#foreign;
    this.#foreign = 0;
    this.#foreignAt = now;
    this.rejected(data, origin, 'shape', {count, isForgiven: true});
  }

  rejected(data: unknown, origin: string, reason: RejectionReason, {isForgiven, ...more}: Rejection = {}): void {
    this.#onMessage?.({direction: 'in', message: withoutSecrets(data), outcome: 'rejected', origin, reason, ...more});
    // What others do from another window is not the peer's.
    if (!isForgiven && reason !== 'source') this.#onRejected(reason);
  }
}

const always = (): boolean => true;
