import type {Incoming, Transport} from './transport.js';

/**
 * Two transports linked to each other in one page or process: what one sends, a copy of it arrives at the other in a
 * later microtask. For tests, and for an app and an EHR that share a page.
 */
export function createTransportPair(origins: [first: string, second: string] = ['', '']): [Transport, Transport] {
  const first = new MemoryTransport(origins[0]);
  const second = new MemoryTransport(origins[1]);
  first.peer = second;
  second.peer = first;
  return [first, second];
}

class MemoryTransport implements Transport {
  peer: MemoryTransport | undefined;
  readonly #origin: string;
  readonly #listeners = new Set<(incoming: Incoming) => void>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  send(message: object, transfer?: Transferable[]): void {
    const data: unknown = structuredClone(message, transfer ? {transfer} : undefined);
    queueMicrotask(() => this.peer?.deliver({data, origin: this.#origin}));
  }

  listen(listener: (incoming: Incoming) => void, {signal}: {signal: AbortSignal}): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), {once: true});
  }

  deliver(incoming: Incoming): void {
    for (const listener of [...this.#listeners]) listener(incoming);
  }
}
