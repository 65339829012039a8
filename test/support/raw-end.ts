import type {Transport} from '../../components/channel/index.js';

export type Envelope = Record<string, unknown>;

interface Answer extends Envelope {
  messageId: string;
  responseToMessageId: string;
  payload: Envelope;
}

/** One end of a conversation that a test writes itself, message by message. */
export class RawEnd {
  /** What has come and has not been taken by `next()`. */
  readonly received: Envelope[] = [];
  readonly #transport: Transport;
  readonly #messagingHandle: string;
  readonly #arrivals = new EventTarget();
  #lastId = 0;

  constructor(transport: Transport, messagingHandle: string, signal: AbortSignal) {
    this.#transport = transport;
    this.#messagingHandle = messagingHandle;
    const listener = ({data}: {data: unknown}): void => {
      this.received.push(data as Envelope);
      this.#arrivals.dispatchEvent(new Event('arrival'));
    };
    transport.listen(listener, {signal});
  }

  /** Sends anything at all. */
  send(message: unknown): void {
    this.#transport.send(message as object);
  }

  /** Sends a request; what is given replaces parts of it. Returns its id. */
  request(messageType: string, payload: unknown = {}, changes: Envelope = {}): string {
    const messageId = `raw-${++this.#lastId}`;
    const message = {messagingHandle: this.#messagingHandle, messageId, messageType, payload, ...changes};
    this.send(message);
    return message.messageId;
  }

  /** Sends a request and waits for its answer. */
  ask(messageType: string, payload?: unknown, changes?: Envelope): Promise<Answer> {
    return this.answerTo(this.request(messageType, payload, changes));
  }

  answer(to: Envelope, payload: unknown, changes: Envelope = {}): void {
    const messageId = `raw-${++this.#lastId}`;
    this.send({messageId, responseToMessageId: to['messageId'], payload, ...changes});
  }

  /** Waits for the next answer to that request and takes it. */
  answerTo(messageId: string): Promise<Answer> {
    return this.#take(({responseToMessageId}) => responseToMessageId === messageId) as Promise<Answer>;
  }

  /** Waits for the next request of a type, or of any, and takes it. */
  nextRequest(messageType?: string): Promise<Envelope> {
    return this.#take(
      (message) => 'messageType' in message && (messageType ?? message['messageType']) === message['messageType'],
    );
  }

  async #take(matches: (message: Envelope) => boolean): Promise<Envelope> {
    for (;;) {
      const index = this.received.findIndex(matches);
      const [found] = index < 0 ? [] : this.received.splice(index, 1);
      if (found) return found;
      await new Promise((resolve) => this.#arrivals.addEventListener('arrival', resolve, {once: true}));
    }
  }
}
