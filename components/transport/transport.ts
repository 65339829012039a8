import type {Turns} from './turns.js';

/** A message that came from the verified peer. Its content is still anybody's guess. */
export interface Incoming {
  data: unknown;
  /** The peer's origin; empty where a transport has none. */
  origin: string;
  /** What was transferred with it. */
  ports?: readonly MessagePort[];
  /** It came by a port, which a document is given after its first handshake: it does not come from a newer one. */
  byPort?: boolean;
}

/** A message that was not let through. It is reported, never served and never answered. */
export interface Rejected {
  data: unknown;
  origin: string;
  reason: 'source' | 'origin';
  /** The origins that would have been let through. */
  expected: readonly string[];
}

export interface ListenOptions {
  /** Ends the listening. */
  signal: AbortSignal;
  onRejected?: (rejected: Rejected) => void;
  /** Whether a message is meant for this listener, asked only where several listen to the same window. */
  claims?: (data: unknown) => boolean;
  /** How many messages may wait for their turn, where the transport has them wait. Default: any number. */
  maxWaiting?: number;
  /** Called for each message that was not even read, as too much waits. */
  onDropped?: () => void;
}

/** How messages reach the peer and come from it: the one thing to implement for another medium. */
export interface Transport {
  /**
   * Sends one message to the peer. An asynchronous one may reject instead of throwing.
   *
   * @throws {DOMException} `DataCloneError` for what it cannot carry. Whatever else it throws fails the request, the answer
   *   or the handshake with code `unavailable`, or with the code of a `SmartMessagingError`.
   */
  send(message: object, transfer?: Transferable[]): void;
  /** Begins to pass messages on. What it throws or rejects with fails the connection with code `unavailable`. */
  listen(listener: (incoming: Incoming, isTooMuch?: boolean) => void, options: ListenOptions): void;
  /** Where messages wait for their turn before they are read. Without it the channel has them wait. */
  readonly turns?: Turns;
  /** Whether what came from this origin is still let through: a message may have waited. */
  allows?(origin: string): boolean;
  /** The peer's document has been replaced by another one, of this origin where that is known. */
  renew?(origin: string | undefined): void;
  /**
   * A port for the peer's present document, to be transferred to it and nobody else; `undefined` where it has had one.
   * Both sides know it by the same name, the id of the handshake.
   */
  offerPort?(name: string): MessagePort | undefined;
  /** Goes over to a port that the peer offered. */
  acceptPort?(port: MessagePort, name: string): void;
  /** Drops what comes without looking at it, and tells of it; without a listener it is heard again. */
  pause?(onDropped: (() => void) | undefined): void;
  /** Sends past a port that may be there: only the document that is in the peer's window now can read it. */
  sendToWindow?(message: object): void;
  /** Keeps back what would go by a port, until it is let go; it goes to the window if the port ends first. */
  holdPort?(held: boolean): void;
  /** Ends a port at once; what is still in it is lost. */
  closePort?(): void;
  /** Does without a port from here on, though there may be one from before. */
  downgrade?(): void;
}
