/** In milliseconds: who keeps the page busy for longer lets everybody else by. */
const yieldAfterMs = 8;
const longestPauseMs = 50;

/** A bucket of so many milliseconds, of which half a millisecond leaks in each: over it is who has had more than half of the page. */
const shareMs = 500;
const leakPerMs = 0.5;

/** How much of the page's time something has had of late. */
class Usage {
  #level = 0;
  #at = 0;

  add(milliseconds: number, now: number): void {
    this.#leak(now);
    // A dialog of the page's own may last for minutes: its peer pauses for a second at most.
    this.#level = Math.min(this.#level + milliseconds, 2 * shareMs);
  }

  isOver(now: number): boolean {
    this.#leak(now);
    return this.#level > shareMs;
  }

  #leak(now: number): void {
    this.#level = Math.max(0, this.#level - (now - this.#at) * leakPerMs);
    this.#at = now;
  }
}

/** `isTooMuch`: it has waited in vain, and is to be refused. */
export type Work = (isTooMuch: boolean) => void;

const ofPage = new Usage();
/** Of all peers for whom something waits, who is next first. */
const ring: Turns[] = [];
let isDue = false;
let pausedUntil = 0;

/**
 * What comes from one peer, in its order, and unread until its turn. It is handled at once while nothing waits and the peer
 * has not kept the page busy; else it waits, so that the page and all other peers get on, however much comes.
 */
export class Turns {
  /** How many may wait. */
  most = Infinity;
  /** One was not even read: too much waits, and the peer has had more than half of the page. */
  onDropped: () => void = () => undefined;
  #waiting: Work[] = [];
  #next = 0;
  #spentMs = 0;
  #endedAt = 0;
  #pausedUntil = 0;
  readonly #usage = new Usage();

  get length(): number {
    return this.#waiting.length - this.#next;
  }

  take(work: Work): void {
    const now = performance.now();
    if (this.length === 0) {
      if (now - this.#endedAt >= this.#spentMs) this.#spentMs = 0;
      if (this.#spentMs < yieldAfterMs) {
        try {
          work(false);
        } finally {
          this.#spent(now);
        }
        return;
      }
    }
    if (this.length >= this.most) {
      if (this.#usage.isOver(now)) {
        this.onDropped();
        return;
      }
      const oldest = this.#shift() ?? work;
      try {
        oldest(true);
      } finally {
        this.#spent(now);
      }
      if (oldest === work) return;
    }
    this.#waiting.push(work);
    if (!ring.includes(this)) ring.push(this);
    goOn(now);
  }

  /** Once everything that has come by now is handled. */
  afterWaiting(work: () => void): void {
    hop(() => {
      if (this.length === 0) work();
      else this.#waiting.push(work);
    });
  }

  clear(): void {
    this.#waiting = [];
    this.#next = 0;
  }

  /** Handles what waits, for one turn. */
  work(): void {
    const begin = performance.now();
    const end = begin + yieldAfterMs;
    try {
      while (this.length > 0 && performance.now() < end) this.#shift()?.(false);
    } finally {
      const now = this.#spent(begin);
      if (this.length === 0) this.#spentMs = 0;
      const pause = now + Math.min(now - begin, longestPauseMs);
      if (this.#usage.isOver(now)) this.#pausedUntil = pause;
      if (ofPage.isOver(now)) pausedUntil = pause;
    }
  }

  mayWork(now: number): boolean {
    return this.#pausedUntil <= now;
  }

  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** The page was busy with it since then. Returns the time of now. */
  #spent(begin: number): number {
    const now = performance.now();
    this.#spentMs += now - begin;
    this.#endedAt = now;
    this.#usage.add(now - begin, now);
    ofPage.add(now - begin, now);
    return now;
  }

  #shift(): Work | undefined {
    const work = this.#waiting[this.#next];
    if (++this.#next > 1000 || this.#next === this.#waiting.length) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    return work;
  }
}

/** By a message: a timer would wait for a second in a page that is behind another one. */
function hop(callback: () => void): void {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(undefined);
}

function goOn(now: number): void {
  if (isDue || ring.length === 0) return;
  isDue = true;
  const due = Math.max(pausedUntil, Math.min(...ring.map((turns) => turns.pausedUntil)));
  if (due <= now || (globalThis as {document?: Document}).document?.hidden) hop(work);
  else setTimeout(work, due - now);
}

function work(): void {
  isDue = false;
  const now = performance.now();
  const isHidden = (globalThis as {document?: Document}).document?.hidden;
  const index = ring.findIndex((turns) => isHidden === true || turns.mayWork(now));
  const [turns] = index < 0 ? [] : ring.splice(index, 1);
  try {
    turns?.work();
  } finally {
    if (turns && turns.length > 0) ring.push(turns);
    goOn(performance.now());
  }
}
