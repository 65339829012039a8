import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {connectedFrame, expectSame, frameWith, iframeIn, part, reach, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {otherSite, Remote, remotePage} from '../support/remote.js';

const src = remotePage(otherSite);
const {open} = window;

/** Says something from within the app's window, which the EHR's page has opened. */
function say(messagingHandle: string, ehrOrigin: string): void {
  const message = {messagingHandle, messageId: crypto.randomUUID(), messageType: 'status.handshake', payload: {}};
  (window.opener as Window).postMessage(message, ehrOrigin);
}

describe('<smart-app-frame target="window">', () => {
  let opened: Window[];
  let frame: SmartAppFrame;

  beforeEach(async () => {
    opened = [];
    window.open = (...parameters) => {
      const popUp = open.apply(window, parameters);
      if (popUp) opened.push(popUp);
      return popUp;
    };
    frame = await frameWith({src, target: 'window', messagingHandle: 'h1', scope: 'messaging/ui'});
  });

  afterEach(() => {
    window.open = open;
    for (const popUp of opened) popUp.close();
  });

  const openApp = async (): Promise<Remote> => {
    expect(frame.open()).to.equal(true);
    const app = new Remote(opened.at(-1)!, otherSite);
    await app.ready();
    return app;
  };

  const connect = async (app: Remote): Promise<void> => {
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
  };

  it('opens nothing by itself', () => {
    expect(frame.state).to.equal('idle');
    expectSame(iframeIn(frame), null);
    expect(opened).to.be.empty;
  });

  it('opens the app by open(), shakes hands with it and serves it', async () => {
    const states = record(frame, 'smart-state-change');
    const app = await openApp();
    await reach(frame, 'connecting');
    await connect(app);
    expect(states.map(({detail}) => detail.state)).to.deep.equal(['loading', 'connecting', 'connected']);
    expectSame(iframeIn(frame), null);
  });

  it('adds the launch parameters to its address', async () => {
    frame.iss = 'https://ehr.example.org/fhir';
    const app = await openApp();
    expect(await app.run(() => location.search)).to.equal('?iss=https%3A%2F%2Fehr.example.org%2Ffhir');
  });

  it('brings the window to the front when it is open already', async () => {
    let focused = 0;
    window.open = () => ({focus: () => focused++, close() {}, location: {href: 'about:blank'}}) as unknown as Window;
    frame.open();
    window.open = () => expect.fail('A second window was opened.');
    expect(frame.open()).to.equal(true);
    expect(focused).to.equal(1);
    frame.focus();
    expect(focused).to.equal(2);
  });

  it('closes the window when the app is done', async () => {
    const app = await openApp();
    await connect(app);
    await app.run((ehrOrigin) => {
      const message = {messagingHandle: 'h1', messageId: '2', messageType: 'ui.done', payload: {}};
      (window.opener as Window).postMessage(message, ehrOrigin);
    }, location.origin);
    await reach(frame, 'closed');
    expect(opened[0]!.closed).to.equal(true);
  });

  it('closes the window by close(), and opens another afterwards', async () => {
    await openApp();
    frame.close();
    expect(opened[0]!.closed).to.equal(true);
    await openApp();
    expect(opened).to.have.lengthOf(2);
    await reach(frame, 'connecting');
  });

  it('ends with reason closed when somebody closes the window', async () => {
    await connect(await openApp());
    const ends = record(frame, 'smart-disconnect');
    const failure = rejection(frame.request('my.thing', {}));
    opened[0]!.close();
    await reach(frame, 'closed');
    expect(ends.map(({detail}) => detail.reason)).to.deep.equal(['closed']);
    expect((await failure).code).to.equal('disconnected');
    expect(part(frame, 'error')!.hidden).to.equal(true);
  });

  it('says so when the window is closed before the app has connected', async () => {
    const errors = record(frame, 'smart-error');
    await openApp();
    opened[0]!.close();
    await reach(frame, 'closed');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['unavailable']);
    expect(part(frame, 'error')!.checkVisibility()).to.equal(true);
    expect(part(frame, 'error')!.textContent).to.contain('The window of Dose adjustment was closed');
  });

  it('opens it again by the button of that notice', async () => {
    await openApp();
    opened[0]!.close();
    await reach(frame, 'closed');
    part(frame, 'error')!.querySelector('button')!.click();
    expect(opened).to.have.lengthOf(2);
    await frame.updateComplete;
    expect(part(frame, 'error')!.hidden).to.equal(true);
  });

  it('names Cross-Origin-Opener-Policy when an app cuts itself off by it', async () => {
    const errors = record(frame, 'smart-error');
    frame.src = remotePage(otherSite, {'header-cross-origin-opener-policy': 'same-origin'});
    expect(frame.open()).to.equal(true);
    await reach(frame, 'closed');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['unavailable']);
    expect(errors[0]!.detail.error.message).to.contain('Cross-Origin-Opener-Policy');
  });

  for (const [how, end] of Object.entries<(app: Remote) => unknown>({
    'somebody closed it': (app) => app.window.close(),
    'it went to a page with Cross-Origin-Opener-Policy': (app) =>
      app.run(
        (url) => void (location.href = url),
        remotePage(otherSite, {'header-cross-origin-opener-policy': 'same-origin'}),
      ),
  })) {
    it(`says without alarm that the window is gone after it had connected, when ${how}`, async () => {
      const errors = record(frame, 'smart-error');
      const app = await openApp();
      await connect(app);
      await end(app);
      await reach(frame, 'closed');
      expect(app.window.closed).to.equal(true);
      const notice = part(frame, 'ended')!;
      expect([notice.checkVisibility(), notice.getAttribute('role')]).to.deep.equal([true, 'status']);
      expect(notice.textContent).to.equal(
        'Dose adjustment is no longer connected: its window was closed, or its site cut it off from this page.',
      );
      expect(part(frame, 'error')!.hidden).to.equal(true);
      expect(frame.matches(':state(ended)')).to.equal(true);
      expect(frame.matches(':state(failed)')).to.equal(false);
      expect(errors).to.deep.equal([]);
      await expect(frame).to.be.accessible();
      frame.open();
      await frame.updateComplete;
      expect(notice.hidden).to.equal(true);
      expect(frame.matches(':state(ended)')).to.equal(false);
    });
  }

  it('says nothing when the page has closed the window', async () => {
    await connect(await openApp());
    frame.close();
    await frame.updateComplete;
    expect(part(frame, 'ended')!.hidden).to.equal(true);
  });

  it('says nothing when an app that is done closes its window itself', async () => {
    const app = await openApp();
    await connect(app);
    // Whether the window is looked at before the app is taken off the page is up to chance: now it is.
    const {setTimeout} = window;
    window.setTimeout = ((work: () => void, delay = 0) => setTimeout(work, delay === 100 ? 1000 : delay)) as never;
    void app.run((ehrOrigin) => {
      addEventListener('message', ({data}: MessageEvent<{responseToMessageId?: string}>) => {
        if (data.responseToMessageId === '2') window.close();
      });
      const message = {messagingHandle: 'h1', messageId: '2', messageType: 'ui.done', payload: {}};
      (window.opener as Window).postMessage(message, ehrOrigin);
    }, location.origin);
    await reach(frame, 'closed');
    window.setTimeout = setTimeout;
    expect(part(frame, 'ended')!.hidden).to.equal(true);
    expect(frame.matches(':state(ended)')).to.equal(false);
  });

  it('says so when the browser blocks the window', async () => {
    const errors = record(frame, 'smart-error');
    window.open = () => null;
    expect(frame.open()).to.equal(false);
    await frame.updateComplete;
    expect(frame.state).to.equal('idle');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['unavailable']);
    expect(part(frame, 'error')!.textContent).to.contain('blocked the window of Dose adjustment');
  });

  it('goes to the new address in the same window when src changes', async () => {
    await connect(await openApp());
    const ends = record(frame, 'smart-disconnect');
    const next = new Remote(opened[0]!, otherSite).ready();
    frame.src = `${src}&next`;
    await next;
    expect(ends.map(({detail}) => detail.reason)).to.deep.equal(['navigation']);
    expect(opened).to.have.lengthOf(1);
    await connect(new Remote(opened[0]!, otherSite));
  });

  it('loads the app again in the same window by reload()', async () => {
    const app = await openApp();
    await connect(app);
    const again = app.ready();
    frame.reload();
    await again;
    await connect(app);
    expect(opened).to.have.lengthOf(1);
  });

  it('leaves the window to whoever works in it when the frame leaves the page', async () => {
    await connect(await openApp());
    const ends = record(frame, 'smart-disconnect');
    frame.remove();
    expect(opened[0]!.closed).to.equal(false);
    expect(ends.map(({detail}) => detail.reason)).to.deep.equal(['removed']);
  });

  it('shows the app in the frame when target becomes frame', async () => {
    await openApp();
    frame.target = 'frame';
    await frame.updateComplete;
    expect(iframeIn(frame)!.src).to.equal(src);
    expect(frame.state).to.equal('loading');
  });

  it('opens the window with the address that was set just before', async () => {
    frame.src = `${src}&latest`;
    const app = await openApp();
    expect(await app.run(() => location.search)).to.equal('?&latest');
  });

  it('starts with a new handle after revokeHandle(), and loads the app once', async () => {
    frame.launchMode = 'query';
    await openApp();
    frame.revokeHandle();
    expect(opened[0]!.closed).to.equal(true);
    const states = record(frame, 'smart-state-change');
    const app = await openApp();
    const handle = await app.run(() => new URLSearchParams(location.search).get('messaging_handle'));
    expect(handle).to.match(/^[0-9a-f]{64}$/);
    expect(frame.messagingHandle).to.equal(handle);
    expect(states.filter(({detail}) => detail.state === 'loading')).to.have.lengthOf(1);
  });

  it('has nothing to open without src, off the page, in a frame, or over a transport of its own', async () => {
    const frames = [
      await frameWith({target: 'window'}),
      await frameWith({src}),
      (await connectedFrame({target: 'window'})).frame,
    ];
    for (const other of frames) expect(other.open()).to.equal(false);
    frame.remove();
    expect(frame.open()).to.equal(false);
    expect(opened).to.be.empty;
  });
});
