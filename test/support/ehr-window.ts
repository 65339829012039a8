import {Remote, otherSite, remotePage} from './remote.js';

let opener: Window | null = null;

// WebKit goes on with the value that it has read before when another one is assigned.
Object.defineProperty(window, 'opener', {get: () => opener, configurable: true});

/** A window of another origin, in a frame of the page. */
export async function remoteWindow(origin = otherSite, parameters: Record<string, string> = {}): Promise<RemoteWindow> {
  const iframe = Object.assign(document.createElement('iframe'), {
    src: remotePage(origin, parameters),
    title: 'Remote page',
  });
  document.body.append(iframe);
  const remote = new Remote(iframe.contentWindow!, origin);
  await remote.ready();
  return {remote, close: () => iframe.remove()};
}

export interface RemoteWindow {
  remote: Remote;
  /** After this, its `closed` is true. */
  close(): void;
}

/**
 * Makes a window of another origin this page's opener: to `<smart-messaging-context>` that is the EHR. Its script is the
 * test's, by `remote.run()`.
 */
export async function openedByEhr(): Promise<RemoteWindow> {
  const ehr = await remoteWindow();
  opener = ehr.remote.window;
  return {
    ...ehr,
    close() {
      opener = null;
      ehr.close();
    },
  };
}

/** Answers, in the EHR's window, every request with `payload`, and keeps what was asked in `window.asked`. */
export function answerEverything(payload: object): void {
  addEventListener('message', ({data, source, origin}: MessageEvent<{messageId: string}>) => {
    const answer = {messageId: crypto.randomUUID(), responseToMessageId: data.messageId, payload};
    (source as Window).postMessage(answer, origin);
  });
}
