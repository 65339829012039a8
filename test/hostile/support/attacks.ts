import {eventually} from '../../support/eventually.js';
import {heard, launchRaw, type Launch, type Launched, type RawRequest} from '../../support/launches.js';
import {otherSite, Remote, remotePage} from '../../support/remote.js';

/** An app that has been launched as it should be, shaken hands, and is up to no good. */
export async function hostileApp(options: Launch = {}): Promise<Launched> {
  const launched = await launchRaw({origin: otherSite, ...options});
  await loaded(launched);
  return launched;
}

/** Once the EHR has seen the app's `load`. Where that is a while off, it has to be asked for before. */
export async function loaded({frame, app}: Launched): Promise<void> {
  // What is posted after the event has come arrives after it here, too; a second turn is for engines that are not that strict.
  const isComplete = (): Promise<boolean> => app.run(() => document.readyState === 'complete');
  await eventually('the app has loaded', isComplete);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await frame.updateComplete;
}

/** The first request of a type that an app is asked. */
export async function asked(app: Remote, messageType: string): Promise<RawRequest> {
  const find = async (): Promise<RawRequest | undefined> =>
    (await heard(app)).map(({data}) => data as RawRequest).find((data) => data.messageType === messageType);
  await eventually(`the app is asked ${messageType}`, find);
  return (await find())!;
}

export const answer = (responseToMessageId: unknown, payload: unknown, more: object = {}): object => ({
  messageId: crypto.randomUUID(),
  responseToMessageId,
  payload,
  ...more,
});

/** Puts a remote page in the place of another one: the history of the whole page stays as long as it is. */
export async function replaceBy(app: Remote, origin: string, page: Record<string, string> = {}): Promise<Remote> {
  const ready = app.ready();
  await app.run((url) => location.replace(url), remotePage(origin, page));
  await ready;
  return new Remote(app.window, origin);
}

/**
 * Has a frame inside of the app post messages to the EHR's page. Resolves with all that it has heard, once there has
 * been time for an answer.
 */
export function sayFromWithin(app: Remote, src: string, ...messages: unknown[]): Promise<unknown[]> {
  return app.run(
    async (src, messages, ehr) => {
      const iframe = document.createElement('iframe');
      iframe.src = src;
      const loaded = new Promise((resolve) => iframe.addEventListener('load', resolve, {once: true}));
      document.body.append(iframe);
      await loaded;
      const call = (source: string, ...parameters: unknown[]): Promise<unknown> =>
        new Promise((resolve) => {
          const id = crypto.randomUUID();
          addEventListener('message', ({data}: MessageEvent<{remoteReply?: {id: string; value: unknown}}>) => {
            if (data.remoteReply?.id === id) resolve(data.remoteReply.value);
          });
          iframe.contentWindow!.postMessage({remoteCall: {id, source, parameters}}, '*');
        });
      await call('(messages, ehr) => messages.forEach((data) => parent.parent.postMessage(data, ehr))', messages, ehr);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return (await call('() => window.received.map(({data}) => data)')) as unknown[];
    },
    src,
    messages,
    location.origin,
  );
}

/** The remote page as text that needs no address: for documents without one, or without an origin. */
export async function selfContainedPage(): Promise<string> {
  const script = await (await fetch(new URL('../../pages/remote.js', import.meta.url))).text();
  return `<!doctype html><meta charset="utf-8"><title>Remote page</title><script>${script}</script><body></body>`;
}

/** A page that has no origin of its own: any window of it may be spoken to, as nothing else is possible. */
export const opaque = (window: Window): Remote => new Remote(window, '*');
