import {DOCUMENT_EXTENSION, LOADING_EXTENSION, type HandshakePayload} from '../protocol/messages.js';
import {isRecord} from '../protocol/json.js';

/** What a document of this kit's app side says of itself in its handshakes. */
export interface DocumentSign {
  id: string;
  /** Its `load` event is still to come. */
  loading: boolean;
}

export function readDocumentSign({extension}: HandshakePayload): DocumentSign | undefined {
  if (!Array.isArray(extension)) return undefined;
  const value = (url: string, key: string): unknown =>
    extension.find((candidate) => isRecord(candidate) && candidate.url === url)?.[key];
  const id = value(DOCUMENT_EXTENSION, 'valueString');
  return typeof id === 'string' ? {id, loading: value(LOADING_EXTENSION, 'valueBoolean') === true} : undefined;
}

/**
 * The document now in the peer's window, as far as its two signs tell: its window's `load` event and the id in its
 * handshakes. They come in either order, so that each has to be recognised as the other's or as a new document's.
 */
export class PeerDocument {
  origin: string | undefined;
  #id: string | undefined;
  #loaded: boolean;

  constructor(loaded = false) {
    this.#loaded = loaded;
  }

  /** A `load` event: returns the next document when this one had its own before. */
  load(): PeerDocument {
    if (this.#loaded) return new PeerDocument(true);
    this.#loaded = true;
    return this;
  }

  /** A handshake: returns the next document when it cannot come from this one. */
  handshake({id, loading}: DocumentSign): PeerDocument {
    const other = (this.#id !== undefined && this.#id !== id) || (this.#id === undefined && loading && this.#loaded);
    const document = other ? new PeerDocument(!loading) : this;
    document.#id = id;
    return document;
  }
}
