// What a message is in the words of the model: kind, number, the app's document.

const [HSQ, HSE, CHK, HSA, REQ, ANS, SW] = [0, 1, 2, 3, 4, 5, 6];
const portUrn = 'urn:smart-web-messaging-elements:message-port';

export const kinds = {HSQ, HSE, CHK, HSA, REQ, ANS, SW};

const asksForPort = ({payload}) =>
  payload?.extension?.some(({url, valueBoolean}) => url === portUrn && valueBoolean === true);

/** Knows every message by its id, from when it is sent. */
export class Post {
  #handshakes = new Map();
  #requests = new Map();
  #ports = new Map();
  #counts = new Map();

  /** `from` is the EHR or the number of an app's document. Returns what lies in a queue then. */
  send({from, message, ports = []}) {
    this.see(from, message);
    if (ports.length > 0) this.#ports.set(message.responseToMessageId, this.#ports.size);
    return {data: structuredClone(message), ports, from};
  }

  see(from, message) {
    const {messageId, messageType} = message;
    if (messageType === 'status.handshake') {
      if (this.#handshakes.has(messageId)) return;
      const number = this.#counts.get(from) ?? 0;
      this.#counts.set(from, number + 1);
      this.#handshakes.set(
        messageId,
        from === 'EHR' ? [asksForPort(message) ? CHK : HSE, number, 0] : [HSQ, number, from],
      );
    } else if (messageType && !this.#requests.has(messageId)) {
      this.#requests.set(messageId, {from, number: message.payload.number, message: structuredClone(message)});
    }
  }

  describe(message, from) {
    if (typeof message === 'string') {
      const [, name] = message.split('#');
      return [
        SW,
        name === undefined ? 0 : (this.#ports.get(name) ?? -1),
        name === undefined || from === 'EHR' ? 0 : from,
      ];
    }
    const {messageId, messageType, responseToMessageId} = message;
    if (messageType === 'status.handshake') return this.#handshakes.get(messageId);
    if (messageType) return [REQ, message.payload.number, from === 'EHR' ? 0 : (message.payload.document ?? from)];
    const handshake = this.#handshakes.get(responseToMessageId);
    if (handshake) return [HSA, handshake[1], from === 'EHR' ? handshake[2] : from];
    const request = this.#requests.get(responseToMessageId);
    return [ANS, request.number, from === 'EHR' ? request.from : from];
  }

  /** The message with which a document has made a request. */
  requestOf(document, number) {
    return [...this.#requests.values()].find((request) => request.from === document && request.number === number)
      .message;
  }
}
