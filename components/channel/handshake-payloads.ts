import {SmartMessagingError} from '../protocol/errors.js';
import {extensionValue, HANDSHAKE, PORT_EXTENSION, type HandshakePayload} from '../protocol/messages.js';
import {notCloneable} from './not-cloneable.js';
import type {ChannelOptions} from './types.js';

/** What one's own side says of itself in a handshake. */
export class HandshakePayloads {
  readonly #options: ChannelOptions;

  constructor(options: ChannelOptions) {
    this.#options = options;
  }

  /** With the wish for a port, where one may be accepted. */
  get question(): HandshakePayload {
    return this.#options.messagePort === 'accept' ? withPort(this.#own) : this.#own;
  }

  /** Past a port that may be there: the peer goes on with it. */
  get check(): HandshakePayload {
    return withPort(this.#own);
  }

  /** With the port that the peer asked for, where one may be offered and `offerPort` has one. */
  answer(asked: HandshakePayload, offerPort: () => MessagePort | undefined): [HandshakePayload, Transferable[]?] {
    const isWanted = this.#options.messagePort === 'offer' && extensionValue(asked, PORT_EXTENSION, 'valueBoolean');
    const own = this.#own;
    const port = isWanted === true ? offerPort() : undefined;
    return port ? [withPort(own), [port]] : [own];
  }

  /** The page's own object: what cannot be sent must not cost the handshake. */
  get #own(): HandshakePayload {
    try {
      return structuredClone(this.#options.handshakePayload?.() ?? {});
    } catch (cause) {
      const error = new SmartMessagingError('not-cloneable', notCloneable('The handshakePayload'), {
        messageType: HANDSHAKE,
        cause,
      });
      this.#options.onError?.(error);
      return {};
    }
  }
}

const withPort = (payload: HandshakePayload): HandshakePayload => ({
  ...payload,
  extension: [...(payload.extension ?? []), {url: PORT_EXTENSION, valueBoolean: true}],
});
