/**
 * What went wrong, for code to decide by:
 *
 * - `timeout`: no answer, or no handshake, in the time allowed
 * - `unavailable`: there is no peer to talk to, or the connection was closed
 * - `refused`: the peer answered that it will not or cannot do it; see `payload`
 * - `disconnected`: the peer's document went away while the request was pending
 * - `aborted`: the caller's `AbortSignal` fired; its reason is `cause`
 * - `invalid-request`: the request was not sent because it breaks the protocol
 * - `invalid-response`: the peer's answer breaks the protocol; see `payload`
 * - `handler-failed`: the page's own code that answers a request of the peer's failed; its error is `cause`
 * - `not-cloneable`: the payload holds something that `postMessage` cannot carry
 * - `limit`: a documented limit was reached
 */
export type SmartMessagingErrorCode =
  | 'timeout'
  | 'unavailable'
  | 'refused'
  | 'disconnected'
  | 'aborted'
  | 'invalid-request'
  | 'invalid-response'
  | 'handler-failed'
  | 'not-cloneable'
  | 'limit';

export interface SmartMessagingErrorOptions extends ErrorOptions {
  messageType?: string;
  messageId?: string;
  /** Milliseconds since the request was made. */
  elapsed?: number;
  /** The answer that refused, as it came. */
  payload?: unknown;
}

/** Every failure of this kit. The message says what to do; it never holds a payload or a handle. */
export class SmartMessagingError extends Error {
  override readonly name = 'SmartMessagingError';
  readonly code: SmartMessagingErrorCode;
  readonly messageType: string | undefined;
  readonly messageId: string | undefined;
  readonly elapsed: number | undefined;
  readonly payload: unknown;

  constructor(code: SmartMessagingErrorCode, message: string, options: SmartMessagingErrorOptions = {}) {
    super(message, options);
    this.code = code;
    ({
      messageType: this.messageType,
      messageId: this.messageId,
      elapsed: this.elapsed,
      payload: this.payload,
    } = options);
  }
}
