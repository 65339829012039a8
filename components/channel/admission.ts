import {SmartMessagingError} from '../protocol/errors.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import {HANDSHAKE, type HandshakePayload} from '../protocol/messages.js';
import type {RefusalStatus} from '../protocol/refusals.js';
import {WindowCount} from '../transport/window-count.js';
import {estimateSize} from './estimate-size.js';
import {isHandle} from './handle.js';
import {ServedRequests} from './served-requests.js';
import type {Peer} from './peer.js';
import type {ChannelLimits, ChannelOptions, RejectionReason} from './types.js';

/** What the requests that are being answered may measure together, in UTF-16 code units. */
const largestInFlight = 48 * 1024 * 1024;

const longestName = 1024;

const isName = (value: unknown): value is string => isText(value) && value.length <= longestName;

/** A request of the peer's, as far as it has been looked at. */
export interface Asked {
  data: JsonObject;
  messageId: string;
  messageType: string;
  payload: object;
  origin: string;
  /** By the clock of `performance.now()`. */
  started: number;
  /** Of the payload, in UTF-16 code units; `Infinity` where it nests too deep, is part of itself or has holes. */
  size: number;
  isTooMuch: boolean;
}

/** Why a request is not served. Without a status it is not answered, or with its first answer. */
export interface Verdict {
  reason: RejectionReason;
  status?: RefusalStatus;
  text?: string;
}

const tooMuch: Verdict = {reason: 'limit', status: 429, text: 'Too much in a short time. Send fewer, later.'};

export const outOfScope = (messageType: string): string => `The granted scopes do not allow ${messageType}.`;

/**
 * The checks of a request from the right window and origin, in their order (SECURITY.md): the first one that fails
 * decides. All bounds are numbers and sizes, never the time that something takes.
 */
export class Admission {
  readonly #options: ChannelOptions;
  readonly #limits: ChannelLimits;
  readonly #peer: Pick<Peer, 'introduced' | 'received'>;
  /** What the document that asks has asked so far. */
  served!: ServedRequests;
  #ofType!: ReadonlyMap<string, WindowCount>;
  /** Of all documents that there were: a new one does not make room for more. */
  #working = 0;
  #size = 0;

  constructor(options: ChannelOptions, limits: ChannelLimits, peer: Pick<Peer, 'introduced' | 'received'>) {
    this.#options = options;
    this.#limits = limits;
    this.#peer = peer;
    this.reset();
    this.forget();
  }

  /** What the peer has asked so far counts no more. */
  reset(): void {
    this.#ofType = new Map(Object.entries(this.#limits.ofType).map(([type, most]) => [type, new WindowCount(most)]));
  }

  /** Another document asks from here on. */
  forget(): void {
    this.served = new ServedRequests(this.#limits.deduplicationIds);
  }

  readonly checks: Record<string, (asked: Asked) => Verdict | undefined> = {
    // Types are named in errors and in the console, which are no place for the handle.
    envelope: ({messageId, messageType}) =>
      isName(messageId) && isName(messageType) && messageType !== this.#options.messagingHandle
        ? undefined
        : {reason: 'shape'},
    waiting: ({isTooMuch}) => (isTooMuch ? tooMuch : undefined),
    handle: ({data}) =>
      isHandle(data['messagingHandle'], this.#options)
        ? undefined
        : {reason: 'handle', status: 403, text: 'The messaging handle is not that of this launch.'},
    document: (asked) => {
      const handshake = handshakeIn(asked);
      if (handshake) this.#peer.introduced(handshake);
      else this.#peer.received(asked.origin);
      return undefined;
    },
    repetition: ({messageId}) => (this.served.get(messageId) ? {reason: 'duplicate'} : undefined),
    'in flight': ({size}) =>
      this.#working >= this.#limits.inFlight || (size < Infinity && this.#size + size > largestInFlight)
        ? tooMuch
        : undefined,
    count: ({messageType}) => (this.#ofType.get(messageType)?.take() === false ? tooMuch : undefined),
    scope: (asked) =>
      this.allows(asked) ? undefined : {reason: 'scope', status: 403, text: outOfScope(asked.messageType)},
    payload: ({data, size}) => {
      if (!isRecord(data['payload'] ?? {}))
        return {reason: 'shape', status: 400, text: 'The payload must be an object.'};
      return size < Infinity
        ? undefined
        : {reason: 'limit', status: 429, text: 'The payload is nested too deep, or has holes.'};
    },
  };

  readonly #list = Object.values(this.checks);

  /** Returns why a request is not to be served, or `undefined` where it is. */
  admit(asked: Asked): Verdict | undefined {
    for (const check of this.#list) {
      const verdict = check(asked);
      if (verdict) return verdict;
    }
    return undefined;
  }

  /** Nothing but `true` allows: no promise does, and no error. */
  allows(asked: Asked): boolean {
    const {authorize} = this.#options;
    try {
      return !authorize || (authorize(asked.messageType) as unknown) === true;
    } catch (cause) {
      this.#options.onError?.(handlerFailed(asked, cause));
      return false;
    }
  }

  /** A request that is answered later is kept until then. Returns what is to be called then. */
  keep({size}: Asked): () => void {
    this.#working++;
    this.#size += size;
    return () => {
      this.#working--;
      this.#size -= size;
    };
  }

  toAsked(data: JsonObject, origin: string, isTooMuch: boolean): Asked {
    const {messageId, messageType, payload} = data;
    const isObject = isRecord(payload);
    return {
      data,
      messageId: messageId as string,
      messageType: messageType as string,
      payload: isObject ? payload : {},
      origin,
      started: performance.now(),
      size: isObject && !isTooMuch ? estimateSize(payload, this.#limits.maxDepth) : 0,
      isTooMuch,
    };
  }
}

/** A handshake whose payload can be read. */
export const handshakeIn = ({messageType, payload, size}: Asked): HandshakePayload | undefined =>
  messageType === HANDSHAKE && size < Infinity ? payload : undefined;

export function handlerFailed({messageType, messageId, started}: Asked, cause: unknown): SmartMessagingError {
  const text = `The listener that answers ${messageType} threw, or its promise was rejected. Mend it: see the cause.`;
  const elapsed = performance.now() - started;
  return new SmartMessagingError('handler-failed', text, {messageType, messageId, elapsed, cause});
}
