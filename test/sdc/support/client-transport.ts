import {createSmartMessagingClient} from 'sdc-smart-web-messaging-client';
import type {Incoming, ListenOptions, Transport} from '../../../components/channel/index.js';
import {turn} from '../../support/turns.js';

type Client = ReturnType<typeof createSmartMessagingClient>;

const hostOrigin = 'https://host.example.org';

/** A window as far as the published client looks at one. */
class ClientWindow extends EventTarget {
  readonly location = {search: ''};
}

/** One document with the published client in it, unchanged. */
class ClientDocument {
  readonly client: Client;
  readonly #window = new ClientWindow();
  readonly #host: object;

  constructor(messagingHandle: string, complaints: string[], post: (message: object) => void) {
    this.#host = {postMessage: post};
    this.client = createSmartMessagingClient({
      application: {name: 'Renderer'},
      window: this.#window as never,
      hostWindow: this.#host as never,
      messagingHandle,
      messagingOrigin: hostOrigin,
      onRequestExtract: () => Promise.resolve({outcome: {resourceType: 'OperationOutcome', issue: []}}),
      onError: ({message}) => void complaints.push(message),
    });
  }

  receive(data: object): void {
    const event = new Event('message');
    this.#window.dispatchEvent(Object.assign(event, {data, source: this.#host, origin: hostOrigin}));
  }
}

/**
 * Leads to the published client. Each launch is a document of its own; what is under way to the one before, or from it,
 * is lost. Every message takes as many turns of the page as the next of `delays` says, those of one direction in order.
 */
export class ClientTransport implements Transport {
  readonly messagingHandle = 'the-handle';
  readonly complaints: string[] = [];
  #delays: readonly number[] = [0];
  #sent = 0;
  #document: ClientDocument | undefined;
  readonly #ways = {in: Promise.resolve(), out: Promise.resolve()};

  constructor(delays: readonly number[]) {
    this.#delays = delays;
  }

  get client(): Client | undefined {
    return this.#document?.client;
  }

  send(message: object): void {
    const copy = structuredClone(message);
    const document = this.#document;
    this.#after('out', () => {
      if (document === this.#document) document?.receive(copy);
    });
  }

  listen(listener: (incoming: Incoming) => void, {signal}: ListenOptions): void {
    const document: ClientDocument = new ClientDocument(this.messagingHandle, this.complaints, (message) => {
      const data = structuredClone(message);
      this.#after('in', () => {
        if (document === this.#document && !signal.aborted) listener({data, origin: 'https://app.example.org'});
      });
    });
    this.#document = document;
    signal.addEventListener('abort', () => {
      document.client.destroy();
      if (document === this.#document) this.#document = undefined;
    });
  }

  /** Resolves once nothing is under way any more, nor what that has led to. */
  async settled(): Promise<void> {
    for (let sent = -1; sent !== this.#sent;) {
      sent = this.#sent;
      await Promise.all([this.#ways.in, this.#ways.out]);
      await turn();
    }
  }

  #after(way: 'in' | 'out', work: () => void): void {
    const turns = this.#delays[this.#sent++ % this.#delays.length] ?? 0;
    this.#ways[way] = this.#ways[way].then(async () => {
      for (let count = 0; count < turns; count++) await turn();
      work();
    });
  }
}
