import {expect} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import type {SmartAppFrame} from '../../components/index.js';
import {part, reach, record} from '../support/elements.js';
import {itWhereClicksOpenWindows} from '../support/engine.js';
import {eventually} from '../support/eventually.js';
import {comeBeforeOthers} from '../support/front.js';
import {ask, closeWindows, handle, openWindow, request, type Launched} from '../support/launches.js';
import {otherSite, Remote, remotePage} from '../support/remote.js';
import {guardPage} from './support/page-state.js';

const fresh = undefined as unknown as string;

/** The document of the launch before never stops: it shakes hands, orders and answers by whatever handle it knows or hears. */
function persist(ehr: string, handle: string): void {
  const host = window.opener as Window;
  const handles = new Set([handle]);
  const say = (): void => {
    for (const messagingHandle of handles) {
      const post = (messageType: string, payload: object): void =>
        host.postMessage({messagingHandle, messageId: crypto.randomUUID(), messageType, payload}, ehr);
      post('status.handshake', {extension: [{url: 'urn:smart-web-messaging-elements:document', valueString: 'old'}]});
      post('scratchpad.create', {resource: {resourceType: 'ServiceRequest', subject: {reference: 'Patient/A'}}});
    }
  };
  addEventListener('message', ({data}: MessageEvent<{messagingHandle?: string; messageId?: string} | undefined>) => {
    if (typeof data?.messagingHandle !== 'string') return;
    handles.add(data.messagingHandle);
    host.postMessage({messageId: crypto.randomUUID(), responseToMessageId: data.messageId, payload: {}}, ehr);
    say();
  });
  for (const type of ['pagehide', 'unload', 'visibilitychange', 'beforeunload']) addEventListener(type, say);
  setInterval(say, 5);
}

/** An app for patient A in a window of its own, connected, with a document that does not stop. */
async function patientA(settings: Partial<SmartAppFrame> = {}): Promise<Launched> {
  const launched = await openWindow({
    origin: otherSite,
    frame: {messagingHandle: fresh, connectTimeout: 3000, ...settings},
  });
  const {frame, app} = launched;
  await app.ready();
  await app.run(persist, location.origin, frame.messagingHandle);
  await reach(frame, 'connected');
  await eventually('patient A is served', async () => (await frame.scratchpad.list()).length > 0);
  return launched;
}

interface Heard {
  connects: string[];
  requests: string[];
  delivered: unknown[];
}

/** Everything that comes of the window from the next launch on, and a scratchpad for the next patient. */
function nextPatient(frame: SmartAppFrame, launch: () => void): Heard {
  const heard: Heard = {connects: [], requests: [], delivered: []};
  launch();
  frame.addEventListener('smart-disconnect', () => {
    frame.scratchpad = new (frame.scratchpad.constructor as new () => SmartAppFrame['scratchpad'])();
    frame.addEventListener('smart-connect', ({detail}) => heard.connects.push(detail.origin));
    frame.addEventListener('smart-request', ({detail}) => heard.requests.push(detail.messageType));
    frame.addEventListener('smart-message', ({detail}) => {
      if (detail.direction === 'in') heard.delivered.push([detail.outcome, detail.reason, detail.message]);
    });
  });
  return heard;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const nothing: Heard = {connects: [], requests: [], delivered: []};

const newDocument = (app: Remote): Promise<Remote> => app.ready().then(() => app);

/** Has a person click a button of the page that does this. */
async function click<T>(work: () => T): Promise<T> {
  const button = Object.assign(document.createElement('button'), {textContent: 'Open'});
  Object.assign(button.style, {position: 'fixed', inset: '0 auto auto 0', width: '80px', height: '40px'});
  const clicked = new Promise<T>((resolve) =>
    button.addEventListener('click', () => resolve(new Promise<T>((settle) => settle(work())))),
  );
  document.body.append(button);
  await comeBeforeOthers();
  // A window that opens comes before this one, which then takes no other command of the mouse.
  void sendMouse({type: 'click', position: [20, 20]});
  await clicked;
  button.remove();
  return clicked;
}

describe('a window that still holds the document of the launch before', () => {
  guardPage();

  afterEach(closeWindows);

  for (const [how, handles] of [
    ['with a handle for each launch', {messagingHandle: fresh}],
    ['with a handle that the page has set once', {messagingHandle: handle}],
  ] as const) {
    it(`serves it nothing while the next one’s server takes longer than the app may, ${how}`, async () => {
      const {frame, app} = await patientA({...handles, connectTimeout: 1500});
      const heard = nextPatient(frame, () => (frame.src = remotePage(otherSite, {delay: '2300'})));
      const loaded = newDocument(app);
      await wait(2000);
      expect(heard).to.deep.equal(nothing);
      await loaded;
      await reach(frame, 'connecting');
      expect(heard).to.deep.equal(nothing);
      const messagingHandle = frame.messagingHandle;
      const {payload} = await ask(app, request('scratchpad.read', {}, {messagingHandle}));
      expect(payload).to.deep.equal({scratchpad: []});
      expect(frame.state).to.equal('connected');
    });

    it(`serves it nothing where the next one’s server answers 204, ${how}`, async () => {
      const {frame} = await patientA({...handles, connectTimeout: 1500});
      const heard = nextPatient(frame, () => (frame.src = remotePage(otherSite, {status: '204'})));
      await reach(frame, 'loading');
      await reach(frame, 'unresponsive');
      await wait(1000);
      expect(heard).to.deep.equal(nothing);
      expect(await frame.scratchpad.list()).to.deep.equal([]);
      expect(part(frame, 'error')!.hidden).to.equal(false);
    });

    it(`serves it nothing while the same app is loaded again by reload(), ${how}`, async () => {
      const {frame, app} = await patientA(handles);
      const before = frame.messagingHandle;
      const heard = nextPatient(frame, () => frame.reload());
      expect(frame.messagingHandle === before).to.equal(handles.messagingHandle === handle);
      await newDocument(app);
      expect(heard).to.deep.equal(nothing);
      const {messagingHandle} = frame;
      await ask(app, request('scratchpad.read', {}, {messagingHandle}));
      expect(heard.requests).to.deep.equal(['scratchpad.read']);
    });
  }

  it('serves it nothing while it keeps the window to itself; open() then takes another window', async () => {
    const {frame, app} = await patientA();
    const errors = record(frame, 'smart-error');
    await app.run(() => {
      // As the question whether to leave the page does, as long as nobody answers it.
      const stay = (): void => {
        for (const end = performance.now() + 3000; performance.now() < end;);
      };
      addEventListener('beforeunload', stay);
    });
    frame.connectTimeout = 100;
    const heard = nextPatient(frame, () => frame.reload());
    await reach(frame, 'unresponsive');
    expect(heard).to.deep.equal(nothing);
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['timeout']);
    expect(errors[0]!.detail.error.message).to.contain('earlier document');
    const {open} = window;
    let opened: Window | null = null;
    window.open = (...parameters) => (opened = open.apply(window, parameters));
    expect(frame.open()).to.equal(true);
    window.open = open;
    expect(opened).not.to.equal(app.window);
    await eventually('the window before is closed', () => app.window.closed);
    const next = await newDocument(new Remote(opened!, otherSite));
    await ask(next, request('scratchpad.read', {}, {messagingHandle: frame.messagingHandle}));
    expect(heard.requests).to.deep.equal(['scratchpad.read']);
    next.window.close();
  });

  itWhereClicksOpenWindows(
    'gives way to a new window by open() in a click: Back brings no document of an earlier patient',
    async () => {
      const {frame, app} = await patientA();
      const heard = nextPatient(frame, () => undefined);
      const {open} = window;
      let opened: Window | null = null;
      window.open = (...parameters) => (opened = open.apply(window, parameters));
      let messagingHandle = '';
      const loaded = await click(() => {
        frame.src = remotePage(otherSite, {patient: 'B'});
        ({messagingHandle} = frame);
        expect(frame.open()).to.equal(true);
        expect(opened).not.to.equal(null);
        return {next: newDocument(new Remote(opened!, otherSite))};
      });
      window.open = open;
      const next = await loaded.next;
      await eventually('the window before is closed', () => app.window.closed);
      expect(await next.run(() => history.length)).to.equal(1);
      await ask(next, request('scratchpad.read', {}, {messagingHandle}));
      expect(frame.messagingHandle).to.equal(messagingHandle);
      expect(heard.requests).to.deep.equal(['scratchpad.read']);
      next.window.close();
    },
  );

  itWhereClicksOpenWindows('is used again by open() without a click, or where the browser blocks another', async () => {
    const {frame, app} = await patientA();
    const {open} = window;
    let tries = 0;
    window.open = () => {
      tries++;
      return null;
    };
    const again = newDocument(app);
    frame.src = remotePage(otherSite, {patient: 'B'});
    expect(frame.open()).to.equal(true);
    expect(tries).to.equal(0);
    await again;
    const third = newDocument(app);
    await click(() => {
      frame.src = remotePage(otherSite, {patient: 'C'});
      expect(frame.open()).to.equal(true);
    });
    window.open = open;
    expect(tries).to.equal(1);
    expect(part(frame, 'error')!.hidden).to.equal(true);
    await third;
    expect(await app.run(() => location.search)).to.equal('?patient=C');
  });

  it('is not taken for empty while the first document is still on its way into it', async () => {
    const {frame, app} = await openWindow({origin: otherSite, page: {delay: '900', first: ''}});
    await frame.updateComplete;
    const addresses: unknown[] = [];
    const listen = ({data, source}: MessageEvent<unknown>): void => {
      if (source === app.window) addresses.push(data);
    };
    addEventListener('message', listen);
    frame.src = remotePage(otherSite, {delay: '1500'});
    await newDocument(app);
    expect(await app.run(() => location.search)).to.equal('?delay=1500');
    removeEventListener('message', listen);
    expect(frame.state).to.equal('loading');
  });

  it('is emptied once for the last of several launches', async () => {
    const {frame, app} = await patientA();
    const heard = nextPatient(frame, () => frame.reload());
    const loads: string[] = [];
    for (const number of ['1', '2', '3']) {
      await frame.updateComplete;
      await wait(300);
      frame.src = remotePage(otherSite, {number});
    }
    for (; loads.length < 1;) loads.push(await newDocument(app).then(() => app.run(() => location.search)));
    expect(loads).to.deep.equal(['?number=3']);
    expect(heard).to.deep.equal(nothing);
    await reach(frame, 'connecting');
  });

  it('has requests wait until the next document is there', async () => {
    const {frame, app} = await patientA();
    const heard = nextPatient(frame, () => frame.reload());
    await frame.updateComplete;
    const answer = frame.request<string, object>('my.thing', {});
    await newDocument(app);
    const {messagingHandle} = frame;
    await app.run((ehr) => {
      addEventListener('message', ({data}: MessageEvent<{messageType: string; messageId: string}>) => {
        const messageId = crypto.randomUUID();
        const payload = {by: 'the next document'};
        if (data.messageType !== 'my.thing') return;
        (window.opener as Window).postMessage({messageId, responseToMessageId: data.messageId, payload}, ehr);
      });
    }, location.origin);
    await ask(app, request('status.handshake', {}, {messagingHandle}));
    expect(await answer).to.deep.equal({by: 'the next document'});
    expect(heard.requests).to.deep.equal([]);
  });

  for (const [how, end] of Object.entries<(launched: Launched) => void>({
    'close()': ({frame}) => frame.close(),
    'revokeHandle()': ({frame}) => frame.revokeHandle(),
    'the removal of the element': ({frame}) => frame.remove(),
    'target="frame"': ({frame}) => (frame.target = 'frame'),
  })) {
    it(`does not stay empty, and is not launched in, after ${how} meanwhile`, async () => {
      const launched = await patientA();
      const heard = nextPatient(launched.frame, () => launched.frame.reload());
      await launched.frame.updateComplete;
      end(launched);
      await eventually('the window is closed', () => launched.app.window.closed);
      expect(heard.requests).to.deep.equal([]);
    });
  }

  it('that the person closes meanwhile is said to be closed', async () => {
    const {frame, app} = await patientA();
    const errors = record(frame, 'smart-error');
    const heard = nextPatient(frame, () => frame.reload());
    await frame.updateComplete;
    app.window.close();
    await reach(frame, 'closed');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['unavailable']);
    expect(heard).to.deep.equal(nothing);
  });
});
