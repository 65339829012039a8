import {expect} from '@open-wc/testing';
import {comeToFront} from '../support/front.js';
import {record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {
  ask,
  closeWindows,
  handle,
  heard,
  launchAttributes,
  mountContext,
  openWindow,
  reports,
  request,
  type Launched,
} from '../support/launches.js';
import {kitModule, otherSite, Remote, remotePage, sameSite} from '../support/remote.js';
import {hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';

const everything = (): unknown[] => [
  request('status.handshake'),
  request('scratchpad.create', {resource: {resourceType: 'Condition'}}),
  request('ui.done'),
];

async function openApp(): Promise<Launched> {
  const launched = await openWindow({origin: otherSite, page: {kit: kitModule}});
  await launched.app.ready();
  return launched;
}

/** Has the app open another window, which posts to the EHR's page. Resolves with what it has heard. */
const sayFromAnother = (app: Remote, url: string, messages: unknown[]): Promise<unknown[]> =>
  app.run(
    async (url, messages, ehr) => {
      const ready = new Promise((resolve) => {
        addEventListener('message', ({data}: MessageEvent<{remoteReady?: boolean} | null>) => {
          if (data?.remoteReady) resolve(data);
        });
      });
      const other = window.open(url, '_blank');
      await ready;
      const call = (source: string, ...parameters: unknown[]): Promise<unknown> =>
        new Promise((resolve) => {
          const id = crypto.randomUUID();
          addEventListener('message', ({data}: MessageEvent<{remoteReply?: {id: string; value: unknown}} | null>) => {
            if (data?.remoteReply?.id === id) resolve(data.remoteReply.value);
          });
          other!.postMessage({remoteCall: {id, source, parameters}}, '*');
        });
      const post = (messages: unknown[], ehr: string): void => {
        const app = window.opener as Window;
        const page = (app.opener as Window | null) ?? app.parent;
        for (const message of messages) page.postMessage(message, ehr);
      };
      await call(post.toString(), messages, ehr);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const heard = await call('() => window.received.map(({data}) => data)');
      other!.close();
      return heard as unknown[];
    },
    url,
    messages,
    location.origin,
  );

after(comeToFront);

describe('another window that an app opens', () => {
  guardPage();

  afterEach(closeWindows);

  for (const [whose, open] of Object.entries<() => Promise<Launched>>({
    'an app in a frame': () => hostileApp(),
    'an app in a window of its own': openApp,
  })) {
    for (const origin of [otherSite, sameSite]) {
      it(`meets silence: of ${whose}, on ${origin === otherSite ? 'its own' : 'another'} origin`, async () => {
        const {frame, app} = await open();
        const told = reports(frame);
        const connects = record(frame, 'smart-connect');
        expect(await sayFromAnother(app, remotePage(origin), everything())).to.deep.equal([]);
        expect(told.filter(({direction}) => direction === 'in').map(({reason}) => reason)).to.deep.equal(
          Array(3).fill('source'),
        );
        expect(connects).to.deep.equal([]);
        expect(await frame.scratchpad.list()).to.deep.equal([]);
        expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
      });
    }
  }
});

describe('an app whose opener is somebody else', () => {
  guardPage();

  afterEach(closeWindows);

  it('says nothing to it, neither the handle nor anything else', async () => {
    const {app} = await openApp();
    const received = await app.run(async (url) => {
      const impostor = window.open(url, '_blank');
      await new Promise((resolve) => {
        addEventListener('message', ({data}: MessageEvent<{remoteReady?: boolean} | null>) => {
          if (data?.remoteReady) resolve(data);
        });
      });
      Object.assign(window, {impostor});
      window.opener = impostor;
      return true;
    }, remotePage(sameSite));
    expect(received).to.equal(true);
    await mountContext(app, {...launchAttributes(), 'connect-timeout': '500'});
    const outcome = await app.run(async () => {
      const readiness = await window.app.ready.then(() => 'ready', window.codeOf);
      const impostor = (window as unknown as {impostor: Window}).impostor;
      const id = crypto.randomUUID();
      const told = new Promise((resolve) => {
        addEventListener('message', ({data}: MessageEvent<{remoteReply?: {id: string; value: unknown}} | null>) => {
          if (data?.remoteReply?.id === id) resolve(data.remoteReply.value);
        });
      });
      const source = '() => window.received.map(({data}) => data)';
      impostor.postMessage({remoteCall: {id, source, parameters: []}}, '*');
      const heard = await told;
      impostor.close();
      return [readiness, heard];
    });
    expect(outcome).to.deep.equal(['timeout', []]);
  });
});

describe('a page that an app in a window of its own puts in the place of its EHR, as every window can with its opener', () => {
  guardPage();

  let page: Window | null = null;

  afterEach(() => page?.close());

  it('hears nothing of the app’s element, and is not heard by it', async () => {
    page = window.open(remotePage(location.origin + '/test/pages', {kit: kitModule}));
    const ehr = new Remote(page!, location.origin);
    await ehr.ready();
    await ehr.run(
      (src, messagingHandle) => {
        const frame = document.createElement('smart-app-frame');
        Object.assign(frame, {label: 'Dose adjustment', src, messagingHandle, target: 'window'});
        document.body.append(frame);
        const {open} = window;
        window.open = (...parameters) => {
          const opened = open.apply(window, parameters);
          Object.assign(window, {opened});
          return opened;
        };
        frame.open();
      },
      remotePage(otherSite, {kit: kitModule}),
      handle,
    );
    const app = new Remote((page as unknown as {opened: Window}).opened, otherSite);
    const isThere = (): Promise<unknown> =>
      Promise.race([
        app.run(() => 'kit' in window && customElements.get('smart-messaging-context') !== undefined),
        new Promise((resolve) => setTimeout(resolve, 100, false)),
      ]);
    await eventually('the app is there', isThere);
    await mountContext(app);
    await app.run(() => window.app.ready);

    const impostor = new Remote(page!, sameSite);
    const ready = impostor.ready();
    await app.run((url) => void ((window.opener as Window).location.href = url), remotePage(sameSite));
    await ready;
    const pending = app.run(() => window.app.request('my.secret', {}, {timeout: 1000}).catch(window.codeOf));
    await impostor.run((handle) => {
      addEventListener('message', ({data, source}) => {
        if (data !== 'here I am') return;
        for (let number = 0; number < 5; number++) {
          const messageId = crypto.randomUUID();
          const forged = {messagingHandle: handle, messageId, messageType: 'my.question', payload: {}};
          (source as Window).postMessage(forged, '*');
          (source as Window).postMessage({messageId, responseToMessageId: messageId, payload: {}}, '*');
        }
      });
    }, handle);
    const answered = await app.run(async () => {
      let asked = 0;
      window.app.addEventListener('smart-request', () => asked++);
      (window.opener as Window).postMessage('here I am', '*');
      await new Promise((resolve) => setTimeout(resolve, 300));
      const reasons = window.facts.map(({detail}) => (detail as {reason?: string}).reason);
      return [asked, reasons.filter((reason) => reason === 'origin').length];
    });
    expect(answered).to.deep.equal([0, 10]);
    expect(await pending).to.equal('timeout');
    expect((await heard(impostor)).map(({data}) => data)).to.deep.equal(['here I am']);
    app.window.close();
  });
});
