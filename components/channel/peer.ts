import type {HandshakePayload} from '../protocol/messages.js';

/** What the channel wants to know of the peer's requests that carry the right handle. */
export interface Peer {
  /** Before such a handshake is looked at further: it may come from another document than the one so far. */
  introduced(payload: HandshakePayload): void;
  /** It is there. */
  received(origin: string): void;
  /** What its handshake is answered with, and what goes with the answer. */
  createHandshakeResponse(
    payload: HandshakePayload,
    messageId: string,
  ): [answer: HandshakePayload, transfer?: Transferable[]];
  /** It was given the answer to its handshake. */
  onHandshakeComplete(payload: HandshakePayload, origin: string): void;
}
