import {fixtureSync, html} from '@open-wc/testing';
import '../../components/define.js';
import type {MessagePortMode, MessageReport, SmartAppFrame, SmartMessagingContext} from '../../components/index.js';
import {frameWith, reach} from './elements.js';
import {kitModule, Remote, remoteIn, remotePage, sameSite, type Received} from './remote.js';

export interface Fact {
  type: string;
  detail: unknown;
}

declare global {
  interface Window {
    /** On remote pages: the app's element. */
    app: SmartMessagingContext;
    /** On remote pages: what that element told, as far as it can be copied. */
    facts: Fact[];
  }
}

export const handle = 'the-handle-of-this-launch';

let messagePort: MessagePortMode = 'auto';

/** Describes what holds whatever the two sides of this kit speak through. */
export function onBothWays(title: string, tests: () => void): void {
  for (const [each, through] of [
    ['auto', 'through a MessagePort'],
    ['off', 'through the windows'],
  ] as const) {
    describe(`${title}, ${through}`, () => {
      before(() => void (messagePort = each));
      after(() => void (messagePort = 'auto'));
      tests();
    });
  }
}

export interface Launch {
  /** Where the app is: on the same site its code counts for coverage, on the other one it is in another process. */
  origin?: string;
  /** Parameters of the remote page. */
  page?: Record<string, string>;
  frame?: Partial<SmartAppFrame> & {lane?: 'window'};
}

export interface Launched {
  frame: SmartAppFrame;
  app: Remote;
}

/** A frame with everything granted, around a remote page that is ready. */
export async function launch({origin = sameSite, page = {}, frame: properties}: Launch = {}): Promise<Launched> {
  const src = remotePage(origin, page);
  const frame = await frameWith({messagingHandle: handle, scope: 'messaging/*', messagePort, src, ...properties});
  return {frame, app: await remoteIn(frame, origin)};
}

/** The same, connected with the kit's app side over there. */
export async function launchKit({page, ...rest}: Launch = {}, attributes?: Record<string, string>): Promise<Launched> {
  const launched = await launch({...rest, page: {kit: kitModule, ...page}});
  await mountContext(launched.app, attributes);
  await reach(launched.frame, 'connected');
  await launched.app.run(() => window.app.ready);
  return launched;
}

/** The same, with a hand-written app that has shaken hands. */
export async function launchRaw(options: Launch = {}): Promise<Launched> {
  const launched = await launch(options);
  await ask(launched.app, request('status.handshake'));
  return launched;
}

/** Puts a `<smart-messaging-context>` on a remote page, as `window.app`, and records what it tells. */
export function mountContext(
  app: Remote,
  attributes: Record<string, string> = launchAttributes(),
  properties: Pick<Partial<SmartMessagingContext>, 'handshakePayload' | 'limits' | 'tokenResponse'> = {},
): Promise<void> {
  return app.run(
    (attributes, properties) => {
      const context = Object.assign(document.createElement('smart-messaging-context'), properties);
      for (const [name, value] of Object.entries(attributes)) context.setAttribute(name, value);
      window.app = context;
      window.facts = [];
      for (const type of ['smart-state-change', 'smart-connect', 'smart-disconnect', 'smart-error', 'smart-message']) {
        context.addEventListener(type, (event) => {
          const {detail} = event as CustomEvent<{error?: {code: string}}>;
          window.facts.push({type, detail: detail.error ? {code: detail.error.code} : detail});
        });
      }
      document.body.append(context);
    },
    attributes,
    properties,
  );
}

export const launchAttributes = (): Record<string, string> => ({
  'messaging-handle': handle,
  'messaging-origin': location.origin,
});

export interface RawRequest {
  messagingHandle?: string;
  messageId: string;
  messageType: string;
  payload?: unknown;
  [more: string]: unknown;
}

/** A request as an app of another make writes it. */
export const request = (messageType: string, payload: unknown = {}, more: object = {}): RawRequest => ({
  messagingHandle: handle,
  messageId: crypto.randomUUID(),
  messageType,
  payload,
  ...more,
});

/** So many requests by somebody who does not know the handle: each is refused. */
export const guesses = (count: number): RawRequest[] =>
  Array.from({length: count}, () => request('my.thing', {}, {messagingHandle: 'a guess'}));

/** Has the app post a message, exactly so, to the EHR's window. */
export const say = (app: Remote, ...messages: unknown[]): Promise<void> =>
  app.run(
    (messages, ehr) => {
      for (const message of messages) ((window.opener as Window | null) ?? parent).postMessage(message, ehr);
    },
    messages,
    location.origin,
  );

/** Has the app post a request, exactly so, and resolves with the first answer to it. */
export const ask = async (app: Remote, message: RawRequest): Promise<RawAnswer> => {
  const {data} = await app.run(
    (message, ehr) => {
      const answer = window.answerTo(message.messageId);
      ((window.opener as Window | null) ?? parent).postMessage(message, ehr);
      return answer;
    },
    message,
    location.origin,
  );
  return data as RawAnswer;
};

export interface RawAnswer {
  messageId: string;
  responseToMessageId: string;
  additionalResponsesExpected?: boolean;
  payload: Record<string, unknown>;
}

/** What has come to a remote page so far. What was sent to it before this call is among it. */
export const heard = (remote: Remote): Promise<Received[]> => remote.run(() => window.received);

/** The answers that have come to a remote page to a message so far. */
export const answersTo = async (remote: Remote, {messageId}: {messageId: string}): Promise<RawAnswer[]> =>
  (await heard(remote)).map(({data}) => data as RawAnswer).filter((data) => data.responseToMessageId === messageId);

/** Sends a remote window to the remote page of an origin, and waits until it is there. */
export async function goTo(app: Remote, origin: string, page: Record<string, string> = {}): Promise<Remote> {
  const ready = app.ready();
  await app.run((url) => void (location.href = url), remotePage(origin, page));
  await ready;
  return new Remote(app.window, origin);
}

/** Has a remote page load itself again, and waits until it is there. */
export async function reloadItself(app: Remote): Promise<void> {
  const ready = app.ready();
  await app.run(() => location.reload());
  await ready;
}

const windows: Window[] = [];

/** A frame with `target="window"` whose window has been opened. */
export async function openWindow({origin = sameSite, page = {}, frame: properties}: Launch = {}): Promise<Launched> {
  const src = remotePage(origin, page);
  const settings = {messagingHandle: handle, scope: 'messaging/*', target: 'window', messagePort, src} as const;
  const frame = await frameWith({...settings, ...properties});
  const {open} = window;
  const opened: Window[] = [];
  window.open = (...parameters) => {
    const result = open.apply(window, parameters);
    if (result) opened.push(result);
    return result;
  };
  const isOpen = frame.open();
  window.open = open;
  windows.push(...opened);
  if (!isOpen || !opened[0]) throw new Error('No window was opened: the test browser has to allow pop-ups.');
  return {frame, app: new Remote(opened[0], origin)};
}

/** To be called after each test that opens windows. */
export function closeWindows(): void {
  for (const opened of windows.splice(0)) opened.close();
}

/** A plain iframe with a remote page that is ready: a stranger, or an app for a hand-written EHR. */
export async function plainFrame(origin: string, page: Record<string, string> = {}): Promise<Remote> {
  const iframe = document.createElement('iframe');
  iframe.src = remotePage(origin, page);
  // Not the asynchronous fixture: it waits for a frame to be painted, and the page may be ready before that.
  fixtureSync(html`${iframe}`);
  const remote = new Remote(iframe.contentWindow!, origin);
  await remote.ready();
  return remote;
}

/** Reports of a frame, as they come. */
export function reports(frame: SmartAppFrame): MessageReport[] {
  const list: MessageReport[] = [];
  frame.addEventListener('smart-message', ({detail}) => list.push(detail));
  return list;
}

/** A message of the app's has been looked at once this one, sent after it, has been answered. */
export const marker = (app: Remote): Promise<RawAnswer> => ask(app, request('test.marker'));
