import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {connectedFrame, frameWith, iframeIn, part, reach, unresponsiveFrame} from '../support/elements.js';
import {ask, closeWindows, openWindow, reloadItself, request} from '../support/launches.js';
import {otherSite, remoteIn, remotePage, sameSite} from '../support/remote.js';
import {adviceGiven} from '../support/warnings.js';

const src = remotePage(otherSite);
const random = /^[0-9a-f]{64}$/;

const inAddress = (frame: SmartAppFrame): string | null =>
  new URL(iframeIn(frame)!.src).searchParams.get('messaging_handle');

/** Counts the iframes that a frame makes from now on. */
function countLaunches(frame: SmartAppFrame): () => number {
  let launches = 0;
  const count = (records: MutationRecord[]): void => {
    for (const {addedNodes} of records)
      launches += [...addedNodes].filter(({nodeName}) => nodeName === 'IFRAME').length;
  };
  const watching = new MutationObserver(count);
  watching.observe(frame.renderRoot, {childList: true});
  return () => {
    count(watching.takeRecords());
    return launches;
  };
}

describe('the handle of a launch', () => {
  let frame: SmartAppFrame;

  beforeEach(async () => {
    frame = await frameWith({src, launchMode: 'query'});
  });

  const launches: Array<[string, () => void]> = [
    ['reload()', () => frame.reload()],
    ['another src', () => (frame.src = `${src}&next`)],
    ['another src attribute', () => frame.setAttribute('src', `${src}&next`)],
    ['another launch', () => (frame.launch = 'the-next-patient')],
    ['another sandbox', () => (frame.sandbox = 'allow-scripts allow-same-origin')],
  ];

  for (const [how, launch] of launches) {
    it(`is a fresh one by ${how}, can be read at once, and is the one that is used, by one launch`, async () => {
      const before = frame.messagingHandle;
      const count = countLaunches(frame);
      launch();
      const {messagingHandle} = frame;
      expect(messagingHandle).to.match(random);
      expect(messagingHandle).not.to.equal(before);
      await frame.updateComplete;
      await frame.updateComplete;
      expect(frame.messagingHandle).to.equal(messagingHandle);
      expect(inAddress(frame)).to.equal(messagingHandle);
      expect(count()).to.equal(1);
    });

    it(`stays the page's by ${how}`, async () => {
      frame.messagingHandle = 'of-the-page';
      await frame.updateComplete;
      launch();
      await frame.updateComplete;
      expect([frame.messagingHandle, inAddress(frame)]).to.deep.equal(['of-the-page', 'of-the-page']);
    });
  }

  it('is one for several changes that make one launch', async () => {
    frame.src = `${src}&next`;
    const {messagingHandle} = frame;
    frame.launch = 'the-next-patient';
    frame.reload();
    await frame.updateComplete;
    expect([frame.messagingHandle, inAddress(frame)]).to.deep.equal([messagingHandle, messagingHandle]);
  });

  it('stays where src is set to what it is', () => {
    const before = frame.messagingHandle;
    frame.src = src;
    expect(frame.messagingHandle).to.equal(before);
  });

  it('is the one that the page sets for the launch, before or after what makes it due', async () => {
    frame.src = `${src}&next`;
    frame.messagingHandle = 'set-after';
    await frame.updateComplete;
    expect(inAddress(frame)).to.equal('set-after');
    frame.messagingHandle = 'set-before';
    frame.src = src;
    await frame.updateComplete;
    expect(inAddress(frame)).to.equal('set-before');
  });

  it('is random again once the page takes its own back', async () => {
    frame.setAttribute('messaging-handle', 'of-the-page');
    await frame.updateComplete;
    frame.removeAttribute('messaging-handle');
    await frame.updateComplete;
    const {messagingHandle} = frame;
    expect(inAddress(frame)).to.equal(messagingHandle);
    frame.reload();
    expect(frame.messagingHandle).to.match(random);
    expect(frame.messagingHandle).not.to.equal(messagingHandle);
  });

  it('can be read after revokeHandle() until the next launch', () => {
    const {messagingHandle} = frame;
    frame.revokeHandle();
    expect(frame.messagingHandle).to.equal(messagingHandle);
    frame.reload();
    expect(frame.messagingHandle).not.to.equal(messagingHandle);
  });

  it('is not a revoked one that the page sets again (SWM-8)', async () => {
    for (const handle of ['h1', 'h2']) {
      frame.messagingHandle = handle;
      await frame.updateComplete;
      frame.revokeHandle();
    }
    frame.messagingHandle = 'h1';
    frame.reload();
    await frame.updateComplete;
    expect(frame.messagingHandle).to.match(random);
  });

  it('is a fresh one where the frame comes back to the page', async () => {
    const before = frame.messagingHandle;
    const place = frame.parentElement!;
    frame.remove();
    place.append(frame);
    await frame.updateComplete;
    expect(frame.messagingHandle).not.to.equal(before);
    expect(inAddress(frame)).to.equal(frame.messagingHandle);
  });

  it('is a fresh one over a transport of the page’s', async () => {
    frame = (await connectedFrame()).frame;
    frame.messagingHandle = '';
    await frame.updateComplete;
    const before = frame.messagingHandle;
    frame.reload();
    expect(frame.messagingHandle).not.to.equal(before);
  });

  const retry = async (): Promise<void> => {
    part(frame, 'error')!.querySelector('button')!.click();
    await frame.updateComplete;
  };

  it('is kept by the notice’s button where the page has read it: its server may have it', async () => {
    frame = await unresponsiveFrame({src, launchMode: 'query'});
    const {messagingHandle} = frame;
    const count = countLaunches(frame);
    await retry();
    expect([frame.messagingHandle, inAddress(frame)]).to.deep.equal([messagingHandle, messagingHandle]);
    expect(count()).to.equal(1);
    frame.reload();
    expect(frame.messagingHandle).not.to.equal(messagingHandle);
  });

  it('is a fresh one by the notice’s button where the page has not read it', async () => {
    frame = await unresponsiveFrame({src, launchMode: 'query'});
    const before = inAddress(frame);
    await retry();
    expect(inAddress(frame)).to.match(random);
    expect(inAddress(frame)).not.to.equal(before);
  });

  it('is a fresh one by the notice’s button once it was revoked (SWM-8)', async () => {
    frame = await frameWith({src, launchMode: 'query', handleLifetime: 50});
    const {messagingHandle} = frame;
    await reach(frame, 'closed');
    frame.handleLifetime = Infinity;
    await retry();
    expect(inAddress(frame)).to.equal(frame.messagingHandle);
    expect(frame.messagingHandle).not.to.equal(messagingHandle);
    frame.messagingHandle = messagingHandle;
    expect(frame.messagingHandle).not.to.equal(messagingHandle);
  });

  it('is kept by a reload of the app’s own', async () => {
    frame = await frameWith({src: remotePage(sameSite), scope: 'messaging/*'});
    const {messagingHandle} = frame;
    const app = await remoteIn(frame, sameSite);
    await ask(app, request('status.handshake', {}, {messagingHandle}));
    await reloadItself(app);
    const {payload} = await ask(app, request('scratchpad.read', {}, {messagingHandle}));
    expect(payload).to.deep.equal({scratchpad: []});
    expect(frame.messagingHandle).to.equal(messagingHandle);
  });
});

describe('the handle of a launch in a window', () => {
  afterEach(closeWindows);

  it('is fresh by each open() of a launch, can be read at once, and stays when the window is only brought to the front', async () => {
    const {frame, app} = await openWindow({frame: {messagingHandle: '', launchMode: 'query'}});
    const first = frame.messagingHandle;
    await app.ready();
    expect(await app.run(() => location.search)).to.contain(first);
    expect(frame.open()).to.equal(true);
    expect(frame.messagingHandle).to.equal(first);
    frame.close();
    const {open} = window;
    let address: unknown;
    window.open = (url) => {
      address = url;
      return null;
    };
    frame.open();
    window.open = open;
    expect(frame.messagingHandle).not.to.equal(first);
    expect(address).to.contain(frame.messagingHandle);
  });
});

describe('the handle of a window’s launch that is tried again', () => {
  const {open} = window;

  afterEach(() => {
    window.open = open;
    closeWindows();
  });

  it('is the one that the page has read; another src has another, also after the browser blocked the window', async () => {
    const {frame, app} = await openWindow({origin: otherSite, frame: {messagingHandle: '', launchMode: 'query'}});
    const {messagingHandle} = frame;
    await app.ready();
    app.window.close();
    await reach(frame, 'closed');
    let address: unknown;
    window.open = (url) => {
      address = url;
      return null;
    };
    part(frame, 'error')!.querySelector('button')!.click();
    expect(address).to.contain(messagingHandle);
    expect(frame.messagingHandle).to.equal(messagingHandle);
    frame.src = `${src}&next`;
    expect(frame.messagingHandle).not.to.equal(messagingHandle);
  });
});

describe('a handle of the page’s that several launches are given', () => {
  const {warn} = console;
  let warnings: unknown[];

  beforeEach(() => {
    warnings = [];
    console.warn = (text: string) => {
      if (text.includes('messaging-handle')) warnings.push(text);
    };
  });

  afterEach(() => {
    console.warn = warn;
  });

  const change = async (frame: SmartAppFrame, properties: Partial<SmartAppFrame>): Promise<void> => {
    Object.assign(frame, properties);
    await frame.updateComplete;
    await adviceGiven();
  };

  for (const next of [{src: `${src}&next`}, {launch: 'the-next-patient'}]) {
    it(`is one warning where another ${Object.keys(next).join()} is launched with it`, async () => {
      const frame = await frameWith({src, iss: 'https://ehr.example.org/fhir', launch: 'a', messagingHandle: 'h1'});
      frame.reload();
      await frame.updateComplete;
      await adviceGiven();
      expect(warnings).to.deep.equal([]);
      await change(frame, next);
      await change(frame, {launch: 'c'});
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain('Set a new one');
      expect(warnings[0]).not.to.contain('h1');
    });
  }

  it('is one warning where it is set before the src that it belongs to, and was told to the document before', async () => {
    const frame = await frameWith({src, messagingHandle: 'of-patient-a'});
    await reach(frame, 'connecting');
    await change(frame, {messagingHandle: 'of-patient-b'});
    expect(warnings).to.deep.equal([]);
    await change(frame, {src: `${src}&patient-b`});
    expect(warnings).to.have.length(1);
  });

  it('is no warning where each is given its own, or none', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    await change(frame, {messagingHandle: 'h2', src: `${src}&next`});
    await change(frame, {messagingHandle: '', src});
    await change(frame, {src: `${src}&next`});
    await reach(frame, 'connecting');
    expect(warnings).to.deep.equal([]);
  });
});
