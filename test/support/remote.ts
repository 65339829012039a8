import type {SmartAppFrame} from '../../components/index.js';

export interface Received {
  data: unknown;
  origin: string;
}

declare global {
  interface Window {
    secondServer: {otherSite: string; sameSite: string};
    /** On remote pages: every message but those of the tests themselves. */
    received: Received[];
    /** On remote pages: the module named by the parameter `kit`. */
    kit: unknown;
    /** On remote pages: the next answer to a message. */
    answerTo: (messageId: string) => Promise<Received>;
    /** On remote pages: the code of a typed error, for promises that are rejected. */
    codeOf: (error: unknown) => string;
  }
}

export const {otherSite, sameSite} = window.secondServer;

interface Reply {
  id: number;
  value?: unknown;
  error?: {name: string; message: string; code?: string};
}

let lastId = 0;
const replies = new Map<number, (reply: Reply) => void>();
const readiness = new Map<MessageEventSource, Array<() => void>>();
const unread = new WeakSet<MessageEventSource>();
let removedIsUnread = false;

// Registered before any element's listener, so that the talk of tests is never seen by the code under test.
addEventListener('message', (event: MessageEvent<{remoteReply?: Reply; remoteReady?: boolean}>) => {
  if (event.source ? unread.has(event.source) : removedIsUnread) return;
  const {remoteReply, remoteReady} = (event.data as typeof event.data | null) ?? {};
  if (!remoteReply && !remoteReady) return;
  event.stopImmediatePropagation();
  if (remoteReply) replies.get(remoteReply.id)?.(remoteReply);
  else if (event.source) {
    readiness.get(event.source)?.forEach((resolve) => resolve());
    readiness.delete(event.source);
  }
});

/** A window of another origin that a test speaks through. */
export class Remote {
  readonly window: Window;
  readonly origin: string;

  constructor(window: Window, origin: string) {
    this.window = window;
    this.origin = origin;
  }

  /** Waits for the next document there to be ready. To be called before it can be. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      readiness.set(this.window, [...(readiness.get(this.window) ?? []), resolve]);
    });
  }

  /** Runs a function over there. It sees nothing of the test but its parameters, which are copied. */
  run<P extends unknown[], R>(work: (...parameters: P) => R, ...parameters: P): Promise<Awaited<R>> {
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      replies.set(id, ({value, error}) => {
        replies.delete(id);
        if (error) reject(Object.assign(new Error(error.message), error));
        else resolve(value as Awaited<R>);
      });
      this.window.postMessage({remoteCall: {id, source: work.toString(), parameters}}, this.origin);
    });
  }
}

/** Nothing from there is read by the tests any more: to unpack a flood takes time, which the code under test may save. */
export function leaveUnread({window}: Remote): void {
  unread.add(window);
  removedIsUnread = true; // a window that was removed is not told any more in what came from it
}

/** The address of a page that a test writes; with `kit` it has the elements, as `window.kit`. */
export function remotePage(origin: string, parameters: Record<string, string> = {}): string {
  return `${origin}/remote.html?${new URLSearchParams(parameters)}`;
}

/** Modules that remote pages can import from the tests' own site. */
export const sdcModule = new URL('../../components/sdc/index.ts', import.meta.url).href;
export const kitModule = new URL('../../components/define.ts', import.meta.url).href;

/** The window inside a frame that has been given its `src`. */
export async function remoteIn(frame: SmartAppFrame, origin: string): Promise<Remote> {
  await frame.updateComplete;
  const iframe = frame.shadowRoot?.querySelector('iframe');
  if (!iframe?.contentWindow) throw new Error('The frame has no iframe.');
  const remote = new Remote(iframe.contentWindow, origin);
  await remote.ready();
  return remote;
}
