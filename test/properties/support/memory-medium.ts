import type {Incoming, Transport} from '../../../components/channel/index.js';
import {createTransportPair} from '../../../components/testing/index.js';
import {origins, watched, type DocumentEnd, type Medium} from './medium.js';
import type {Post, Way} from './post.js';

type Listener = (incoming: Incoming) => void;

/** One end of a pair, whose messages arrive when the test says so. */
class HeldEnd {
  /** Of the document that is there at the other end; until it aborts. */
  unloaded: AbortSignal | undefined;
  readonly #inner: Transport;
  readonly #listeners = new Set<Listener>();

  constructor(inner: Transport, post: Post, way: Way) {
    this.#inner = inner;
    const hold = (incoming: Incoming): void => {
      const {unloaded} = this;
      post.send(way, {
        data: incoming.data,
        repeatable: () => unloaded?.aborted !== true,
        arrive: () => {
          for (const listener of [...this.#listeners]) listener(incoming);
        },
      });
    };
    inner.listen(hold, {signal: new AbortController().signal});
  }

  /** Leads there until `left` aborts. */
  transport(left?: AbortSignal): Transport {
    return {
      send: (message, transfer) => {
        if (!left?.aborted) this.#inner.send(message, transfer);
      },
      listen: (listener, {signal}) => {
        this.#listeners.add(listener);
        for (const end of [signal, left]) end?.addEventListener('abort', () => this.#listeners.delete(listener));
      },
    };
  }
}

/** Through a pair of transports in memory. */
export function memoryMedium(post: Post): Medium {
  const [toEhr, toApp] = createTransportPair([origins.app, origins.ehr]);
  const app = new HeldEnd(toEhr, post, 'toApp');
  const ehr = new HeldEnd(toApp, post, 'toEhr');
  return {
    transport: (watch) => watched(ehr.transport(), watch),
    open: (): DocumentEnd => {
      const unloaded = new AbortController();
      ehr.unloaded = unloaded.signal;
      return {
        transport: (watch) => watched(app.transport(unloaded.signal), watch),
        unload: () => unloaded.abort(),
      };
    },
    close() {},
  };
}
