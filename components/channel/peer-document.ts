import {isRecord, type JsonObject} from '../protocol/json.js';
import {
  DOCUMENT_EXTENSION,
  extensionValue,
  HANDSHAKE,
  LOADING_EXTENSION,
  type HandshakePayload,
} from '../protocol/messages.js';

/** What a document of this kit's app side says of itself in its handshakes. */
export interface DocumentIdentity {
  id: string;
  /** Its `load` event is still to come. */
  loading: boolean;
}

export function readDocumentIdentity(payload: HandshakePayload): DocumentIdentity | undefined {
  const id = extensionValue(payload, DOCUMENT_EXTENSION, 'valueString');
  const loading = extensionValue(payload, LOADING_EXTENSION, 'valueBoolean') === true;
  return typeof id === 'string' ? {id, loading} : undefined;
}

/** A document that says that its `load` is still to come has this long, in milliseconds. */
const loadDue = 30_000;

/** One that says that it has been, this long: the two come from different processes. */
const loadLate = 1000;

/**
 * The document now in the peer's window, as far as its two signs tell: its window's `load` event and the id in its
 * handshakes. They come in either order, from different processes, so that each has to be recognised as belonging to
 * the other or to a new document.
 */
export class PeerDocument {
  origin: string | undefined;
  /** It has said something with the right handle. */
  hasReceived = false;
  #id: string | undefined;
  #loaded: boolean;
  #loadDueUntil = 0;

  constructor(loaded = false) {
    this.#loaded = loaded;
  }

  /** It has said which document it is. */
  get named(): boolean {
    return this.#id !== undefined;
  }

  /** A `load` event: returns the next document when this one had its own before. */
  load(): PeerDocument {
    if (this.#loaded && performance.now() > this.#loadDueUntil) return new PeerDocument(true);
    this.#loaded = true;
    this.#loadDueUntil = 0;
    return this;
  }

  /** Whether a message that was still in a port is the handshake of another document: one from before this. */
  replaced(message: JsonObject): boolean {
    const id = documentIdIn(message);
    return id !== undefined && this.#id !== undefined && this.#id !== id;
  }

  /** Whether a message is this document's own handshake. */
  signed(message: JsonObject): boolean {
    return this.#id !== undefined && this.#id === documentIdIn(message);
  }

  /** A handshake: returns the next document when it cannot come from this one. */
  handshake({id, loading}: DocumentIdentity): PeerDocument {
    const unknown = this.#id === undefined && (!this.hasReceived || !loading || !this.#loaded);
    const document = unknown || this.#id === id ? this : new PeerDocument(true);
    if (loading && document.#id === undefined) document.#loadDueUntil = performance.now() + loadDue;
    else if (document !== this) document.#loadDueUntil = performance.now() + loadLate;
    else if (!loading) this.#loadDueUntil = Math.min(this.#loadDueUntil, performance.now() + loadLate);
    document.#id = id;
    return document;
  }
}

function documentIdIn({messageType, payload}: JsonObject): string | undefined {
  return messageType === HANDSHAKE && isRecord(payload) ? readDocumentIdentity(payload)?.id : undefined;
}
