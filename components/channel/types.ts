import type {SmartMessagingError} from '../protocol/errors.js';
import type {HandshakePayload} from '../protocol/messages.js';

/**
 * Why a connected document is gone:
 *
 * - `reload`: `reload()` was called, or a handshake came from another document of the same origin
 * - `navigation`: the settings lead elsewhere, the window fired another `load`, or a message came from another origin;
 *   that a load without a handshake was a reload cannot be seen from outside
 * - `removed`: the element left the page
 * - `closed`: `ui.done`, `close()`, or the window was closed
 * - `revoked`: `revokeHandle()`, or another handle
 * - `lost`: the other side's window is gone
 */
export type DisconnectReason = 'reload' | 'navigation' | 'removed' | 'closed' | 'revoked' | 'lost';

export type RejectionReason = 'source' | 'origin' | 'handle' | 'scope' | 'shape' | 'duplicate' | 'limit' | 'unmatched';

/** One message, sent or received. `message` is as it travelled, but for the handle, which is masked. */
export interface MessageReport {
  direction: 'in' | 'out';
  message: unknown;
  /** `sent`: nobody knows whether it arrived. */
  outcome: 'delivered' | 'sent' | 'rejected';
  reason?: RejectionReason;
  /** Milliseconds between a request and this answer to it. */
  elapsed?: number;
  /** Where it came from, where that is known. */
  origin?: string;
  /** The origins that would have been let through, where it came from another. */
  expected?: readonly string[];
  /** How many messages this one stands for, where it is none of SMART Web Messaging. */
  count?: number;
}

/** A peer's request on its way to whoever answers it. */
export interface ServedRequest {
  messageType: string;
  messageId: string;
  payload: object;
  origin: string;
  /** Aborted when the peer's document goes away: nobody is left to answer. */
  signal: AbortSignal;
}

/** An answer: a payload (`undefined` reads as `{}`), a promise of one, or partial payloads one by one. */
export type Reply = object | undefined | void | PromiseLike<object | undefined | void> | AsyncIterable<object>;

export interface ResponseReport {
  messageType: string;
  messageId: string;
  payload: object;
  /** Milliseconds since the request was made. */
  elapsed: number;
}

/** Of each only what is given changes; `undefined` means the default. */
export interface ChannelLimits {
  /** The peer's requests being answered at one time, and one's own waiting for an answer. Default 4096. */
  inFlight: number;
  /** The peer's messages that wait for their turn. Default 10000. */
  backlog: number;
  /**
   * The peer's requests of one message type in ten seconds. Types that are not named keep their default: 200 of `ui.done`, `ui.launchActivity` and
   * `status.handshake`, 1000 of `fhir.http`; all others are not counted.
   */
  ofType: Readonly<Record<string, number>>;
  /**
   * The peer's messages in ten seconds that are refused, for whatever reason, before nothing of it is read any more:
   * until `resume()`, or until it is launched again. After ten times as many more, an app is taken off the page. Default 1000.
   */
  maxRefusals: number;
  /** One's own requests waiting for the connection. Default 256. */
  maxQueued: number;
  /** Levels of objects and arrays in a payload. Default 100, at most 1000. */
  maxDepth: number;
  /** Partial answers to one request. Default 10000. */
  maxPartialResponses: number;
  /** Ids of the peer's latest requests by which a repeated one is known, and answered as before. Default 10000. */
  deduplicationIds: number;
}

/** What people cause by what they do is far less. */
const ofPeople = 200;

export const defaultLimits: ChannelLimits = {
  inFlight: 4096,
  backlog: 10_000,
  ofType: {
    'status.handshake': ofPeople,
    'ui.done': ofPeople,
    'ui.launchActivity': ofPeople,
    'fhir.http': 1000,
  },
  maxRefusals: 1000,
  maxQueued: 256,
  maxDepth: 100,
  maxPartialResponses: 10_000,
  deduplicationIds: 10_000,
};

export interface RequestOptions {
  signal?: AbortSignal;
  /** Milliseconds of silence before it fails with `timeout`, counted from the call and from each partial answer. */
  timeout?: number;
  /** Takes the answers before the last one (SWM-5). */
  onPartial?: (payload: object) => void;
  /** Takes the last answer with what is known of its request, before the promise resolves. */
  onResponse?: (report: ResponseReport) => void;
}

export interface ChannelOptions {
  /** Of the launch. Without one (an empty text) no transport can be attached: nothing is served or sent. */
  messagingHandle: string;
  /** Origins that are served, whichever the transport lets through; `native:<client id>` for a native app. Default: all that it lets through. */
  origins?: readonly string[] | undefined;
  /** What goes into one's own handshakes, asked and answered. */
  handshakePayload?: () => HandshakePayload;
  /** Answers the peer's requests. Without it every one is refused as not supported. */
  serve?: (request: ServedRequest) => Reply;
  /** Whether the peer may ask this: asked before a request is served, and before each answer leaves. Only `true` allows. Without it everything is allowed. */
  authorize?: (messageType: string) => boolean;
  /** Send requests without waiting for a handshake. Default false. */
  skipHandshake?: boolean;
  /**
   * Whether to go over to a MessagePort, which is faster, where transport and peer can: the EHR's side offers one, the
   * app's side accepts it. Default: neither, everything stays on `window.postMessage`.
   */
  messagePort?: 'offer' | 'accept' | undefined;
  /** Milliseconds. Default 10000. */
  connectTimeout?: number;
  /** Milliseconds. Default 30000. */
  requestTimeout?: number;
  limits?: Partial<ChannelLimits>;
  onConnect?: (peerHandshake: HandshakePayload, origin: string) => void;
  onDisconnect?: (reason: DisconnectReason) => void;
  /** A handshake failed: `timeout`, or `refused` with the answer. The channel goes on listening. */
  onUnavailable?: (error: SmartMessagingError) => void;
  /** Whether the peer is in quarantine, which begins with an error told to `onError`, has changed. */
  onQuarantine?: (quarantined: boolean) => void;
  /** The peer goes on in quarantine, with as many messages again: even to drop them keeps the page busy. End it. */
  onFlood?: () => void;
  onMessage?: (report: MessageReport) => void;
  /** Whether `onMessage` wants to know of what was sent or delivered, too; of what is rejected it is told in any case. Default: yes. */
  isObserved?: () => boolean;
  /** A last answer to a request of one's own. */
  onResponse?: (report: ResponseReport) => void;
  /** A request of the peer's that could not be answered as intended. */
  onError?: (error: SmartMessagingError) => void;
}
