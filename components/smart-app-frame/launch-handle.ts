import {randomToken} from '../protocol/ids.js';

const handleBytes = 32;

/** The handle of the present or the next launch: each launch gets a fresh one, unless the page has set one. */
export class LaunchHandle {
  /** Whether a `read()` is the page's. */
  countsReads = true;
  #value = randomToken(handleBytes);
  #isOfPage = false;
  #isRead = false;
  /** A launch has it. */
  #isSpent = false;
  #isKept = false;
  /** The launch that the page's handle was first given to. */
  #launch: string | undefined;
  #hasWarned = false;
  readonly #revoked = new Set<string>();

  get value(): string {
    return this.#value;
  }

  /** The page cannot have given it to the app: the page neither set it nor read it. */
  get isUnknown(): boolean {
    return !this.#isOfPage && !this.#isRead;
  }

  read(): string {
    this.#isRead ||= this.countsReads;
    return this.#value;
  }

  /** Takes the page's handle. One that was revoked, and none, are replaced by a fresh one. */
  set(handle: string | null | undefined): void {
    const ofPage = handle && !this.#revoked.has(handle) ? handle : undefined;
    this.#isOfPage = ofPage !== undefined;
    if (handle === this.#value) return;
    this.#value = ofPage ?? randomToken(handleBytes);
    this.#isSpent = this.#isRead = false;
    this.#launch = undefined;
  }

  /** To be called before a launch: one that an earlier launch had gives way, unless it is the page's. */
  renew(): void {
    if (this.#isSpent && !this.#isOfPage && !this.#isKept) this.set(undefined);
  }

  /** A person tries the launch again: the page is not asked, and its server may have the handle that the page has read. */
  keepDuring(launch: () => void): void {
    this.#isKept = this.#isRead && !this.#revoked.has(this.#value);
    launch();
    this.#isKept = false;
  }

  /** A launch has it from here on. Returns whether to warn that the page gave it to another launch before; once. */
  spend(launch: string): boolean {
    this.#isSpent = true;
    this.#launch ??= launch;
    if (!this.#isOfPage || this.#launch === launch || this.#hasWarned) return false;
    this.#hasWarned = true;
    return true;
  }

  /** The next launch has another one. Until then it can be read, to be revoked elsewhere, too. */
  revoke(): void {
    this.#revoked.add(this.#value);
    this.#isOfPage = false;
    this.#isSpent = true;
  }
}
