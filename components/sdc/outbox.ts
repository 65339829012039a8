import {longerPause, longestPause} from '../channel/longer-pause.js';
import {isTemporaryRefusal} from '../protocol/answers.js';
import type {SmartMessagingError, SmartMessagingErrorCode} from '../protocol/errors.js';
import type {SdcChange} from './messages.js';
import {refusalCodes} from '../protocol/refusal-codes.js';
import {present} from './readers.js';

export type Payload = SdcChange & Record<string, unknown>;

/** What an outbox needs of its renderer. */
export interface Outlet {
  /** Sends a payload. Resolves with the error where it failed. */
  attempt: (payload: Payload) => Promise<SmartMessagingError | undefined>;
  isConnected: () => boolean;
  /** Something did not arrive, or not for a long time. */
  report: (error: SmartMessagingError) => void;
}

/** In milliseconds: for an answer that is still to come, and for more tries after a refusal. */
const patience = {unanswered: 1000, refused: 5000};

/** Of a payload that the other side answers with a server error. */
const mostTries = 4;

/**
 * Messages of one kind, of which the latest counts: one is under way at a time, and of those that come meanwhile the latest
 * follows. What fails for now is sent again, after longer and longer pauses, as long as there is a connection.
 */
export class Outbox {
  outlet: Outlet;
  #waiting: Payload | undefined;
  #latest: Payload | undefined;
  #underWay = 0;
  #failures = 0;
  /** In milliseconds. */
  #pause = 0;
  #isHalted = false;
  /** Why the latest has not arrived, until it has been reported. */
  #problem: SmartMessagingError | undefined;
  /** What has been reported since the last that arrived: a silent host is reported once. */
  #reported: SmartMessagingErrorCode | undefined;
  #wake: (() => void) | undefined;
  #onIdle: (() => void) | undefined;

  constructor(outlet: Outlet) {
    this.outlet = outlet;
  }

  /** The latest, while it is under way or to be sent again. */
  get unsent(): Payload | undefined {
    return this.#underWay > 0 ? (this.#waiting ?? this.#latest) : undefined;
  }

  /** Where several become one, what has changed between them is left open. */
  put(payload: Payload): void {
    this.#waiting = this.#waiting ? withoutHints(payload) : present(payload);
  }

  /** Sends what waits, unless something is under way. */
  flush(): void {
    this.#isHalted = false;
    if (this.#underWay === 0) void this.#deliver();
  }

  /** No more tries, until the next `flush()`. What has been refused is reported. */
  halt(): void {
    this.#isHalted = true;
    this.#pause = 0;
    this.#wake?.();
    this.#report();
    this.#reported = undefined;
  }

  /** What waits is not wanted any more, nor what is under way if it fails. */
  drop(): void {
    this.#waiting = this.#latest = this.#problem = undefined;
    this.halt();
  }

  /**
   * Nothing will follow what waits: it is sent at once, even if something is under way. Resolves when nothing is, or when
   * that takes too long. Then there is something `unsent`; it is sent again until `halt()`.
   */
  async finish(): Promise<void> {
    if (this.#underWay === 0 && !this.#waiting) return;
    const idle = new Promise<void>((resolve) => (this.#onIdle = resolve));
    this.#wake?.();
    if (this.#waiting) void this.#deliver();
    await Promise.race([idle, this.#runOutOfPatience()]);
  }

  async #runOutOfPatience(): Promise<void> {
    await sleep(patience.unanswered);
    if (this.#problem) await sleep(patience.refused);
  }

  async #deliver(): Promise<void> {
    this.#underWay++;
    while (this.#waiting) {
      const payload = this.#waiting;
      this.#waiting = undefined;
      this.#latest = payload;
      const error = await this.outlet.attempt(payload);
      if (!error) {
        this.#pause = this.#failures = 0;
        this.#problem = this.#reported = undefined;
      } else if (payload === this.#latest && !this.#isSettledBy(error)) {
        this.#putBack(payload);
        if (!(await this.#rest())) break;
      }
    }
    if (--this.#underWay === 0) this.#onIdle?.();
  }

  #putBack(payload: Payload): void {
    this.#waiting = this.#waiting ? withoutHints(this.#waiting) : payload;
  }

  /** Whether there is no use in sending it again. */
  #isSettledBy(error: SmartMessagingError): boolean {
    const {code, payload} = error;
    if (
      code === 'refused' &&
      (isTemporaryRefusal(payload) || (isServerError(payload) && ++this.#failures < mostTries))
    ) {
      this.#problem = error;
      return false;
    }
    this.#failures = 0;
    const isFinal = finalCodes.includes(code);
    if (isFinal || code !== this.#reported) this.outlet.report(error);
    this.#reported = isFinal ? undefined : code;
    this.#problem = undefined;
    return isFinal;
  }

  /** Returns whether to go on afterwards. */
  async #rest(): Promise<boolean> {
    if (!this.#isHalted && this.outlet.isConnected()) {
      const before = this.#pause;
      this.#pause = longerPause(before);
      if (this.#pause === longestPause && before < longestPause) this.#report();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#pause);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (this.#isHalted) this.#report();
    return !this.#isHalted && this.outlet.isConnected();
  }

  #report(): void {
    if (this.#problem) this.outlet.report(this.#problem);
    this.#problem = undefined;
  }
}

const finalCodes: readonly SmartMessagingErrorCode[] = [
  'refused',
  'invalid-response',
  'invalid-request',
  'not-cloneable',
];

/** An HTTP code of 500 and more but 501, or the issue type of 500. */
const isServerError = (payload: unknown): boolean =>
  /^5(?!01)\d\d/.test(
    `${refusalCodes(payload) ?? (payload as {statusDetail?: {text?: string} | null}).statusDetail?.text}`,
  );

const withoutHints = (payload: Payload): Payload =>
  present({...payload, changedLinkIds: undefined, changedPaths: undefined});

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
