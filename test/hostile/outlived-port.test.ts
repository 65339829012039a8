import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {frameWith, iframeIn, reach, record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {ask, handle, heard, launch, mountContext, request, type Launched} from '../support/launches.js';
import {kitModule, otherSite, remoteIn, remotePage, sameSite, type Remote} from '../support/remote.js';
import {hostileApp, loaded} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {askByPort, handPortOn, heardByPort, takePort} from './support/ports.js';

const documentUrl = 'urn:smart-web-messaging-elements:document';
const stillLoading = {url: 'urn:smart-web-messaging-elements:loading', valueBoolean: true};
const ofDocument = (valueString: string): object => ({url: documentUrl, valueString});

const read = (): ReturnType<typeof request> => request('scratchpad.read');
const served = {scratchpad: []};

/** Shorter than the silence by which a port counts as dead: what the end of it brings must not serve the port either. */
const connectTimeout = 700;
const silence = 1200;

/** The next `load` of the app's frame. */
const nextLoad = (frame: SmartAppFrame): Promise<unknown> =>
  new Promise((resolve) => iframeIn(frame)!.addEventListener('load', resolve, {once: true}));

/** An app that has its port and says that it is still loading, though it is not; a page elsewhere has the port. */
async function liar(): Promise<Launched & {accomplice: Remote}> {
  const launched = await hostileApp({frame: {connectTimeout}});
  await takePort(launched.app, true, handle, [ofDocument('a'), stillLoading]);
  const accomplice = await handPortOn(launched.app, sameSite);
  expect(await askByPort(accomplice, read())).to.deep.equal(served);
  return {...launched, accomplice};
}

/** An app with a port before its `load` has come; a page elsewhere has the port. */
async function early(extension: object[]): Promise<Launched & {accomplice: Remote}> {
  const launched = await launch({origin: otherSite, page: {hold: '60000'}, frame: {connectTimeout}});
  await takePort(launched.app, true, handle, extension);
  const accomplice = await handPortOn(launched.app, sameSite);
  expect(await askByPort(accomplice, read())).to.deep.equal(served);
  return {...launched, accomplice};
}

/** Nothing of the port is served from now on. */
async function expectDead({frame, accomplice}: {frame: SmartAppFrame; accomplice: Remote}): Promise<void> {
  const requests = record(frame, 'smart-request');
  frame.request('my.secret', {}).catch(() => undefined);
  const create = request('scratchpad.create', {resource: {resourceType: 'ServiceRequest'}});
  expect(await askByPort(accomplice, create, silence)).to.equal(undefined);
  expect(requests).to.deep.equal([]);
  expect(await frame.scratchpad.list()).to.deep.equal([]);
  expect(JSON.stringify(await heardByPort(accomplice))).not.to.contain('my.');
}

async function navigate({frame, app}: Launched, origin: string, page: Record<string, string> = {}): Promise<void> {
  const load = nextLoad(frame);
  await app.run((url) => void setTimeout(() => location.replace(url)), remotePage(origin, page));
  await load;
}

describe('a port that is in other hands when its document leaves the frame', () => {
  guardPage();

  for (const [what, start] of [
    ['has said after its load that it is still loading', liar],
    ['had not loaded, without a document id', () => early([])],
    ['had not loaded, with a document id', () => early([ofDocument('a'), stillLoading])],
  ] as const) {
    for (const [where, origin] of [
      ['a silent page of its own', otherSite],
      ['a page of another origin', sameSite],
    ] as const) {
      it(`is dead once the app has gone to ${where}, where the app ${what}`, async () => {
        const launched = await start();
        await navigate(launched, origin);
        await expectDead(launched);
      });
    }
  }

  it('is dead once the next document has said who it is, which is served', async () => {
    const {accomplice, ...launched} = await liar();
    const {frame, app} = launched;
    const facts: string[] = [];
    frame.addEventListener('smart-disconnect', ({detail}) => facts.push(detail.reason));
    await navigate(launched, otherSite, {kit: kitModule});
    await mountContext(app);
    await app.run(() => window.app.ready);
    await expectDead({frame, accomplice});
    expect(facts).to.have.length(1);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
  });

  it('is not what the EHR asks the next document by, though that says nothing at all', async () => {
    const {accomplice, ...launched} = await liar();
    const {frame, app} = launched;
    await navigate(launched, otherSite);
    frame.request('my.question', {}).catch(() => undefined);
    await eventually('the next document is asked', async () =>
      (await heard(app)).some(({data}) => (data as {messageType?: string}).messageType === 'my.question'),
    );
    await expectDead({frame, accomplice});
  });

  it('keeps nothing from a hand-written document that comes next and answers without an id', async () => {
    const {accomplice, ...launched} = await liar();
    const {frame, app} = launched;
    const ends = record(frame, 'smart-disconnect');
    await navigate(launched, otherSite);
    await app.run((ehr) => {
      const answer = (data: {messageType?: string; messageId?: string}): void => {
        if (data.messageType !== 'status.handshake') return;
        const messageId = crypto.randomUUID();
        parent.postMessage({messageId, responseToMessageId: data.messageId, payload: {}}, ehr);
      };
      for (const {data} of window.received) answer(data as object);
      addEventListener('message', ({data}: MessageEvent<object>) => answer(data));
    }, location.origin);
    await eventually('the document is another one', () => ends.length > 0);
    expect((await ask(app, read())).payload).to.deep.equal(served);
    await expectDead({frame, accomplice});
  });
});

describe('a port in other hands when the EHR gives its app another handle', () => {
  guardPage();

  for (const [what, start] of [
    ['before its load', () => early([ofDocument('a'), stillLoading])],
    ['after its load', liar],
  ] as const) {
    it(`is closed before the next handle is said, ${what}`, async () => {
      const launched = await start();
      const {frame, app, accomplice} = launched;
      frame.messagingHandle = 'the-next-handle';
      await frame.updateComplete;
      await navigate(launched, otherSite);
      await eventually('the window hears it', async () =>
        (await heard(app)).some(({data}) => (data as {messagingHandle?: string}).messagingHandle === 'the-next-handle'),
      );
      await expectDead(launched);
      expect(JSON.stringify(await heardByPort(accomplice))).not.to.contain('the-next-handle');
      const asked = request('scratchpad.read', {}, {messagingHandle: 'the-next-handle'});
      expect(await askByPort(accomplice, asked)).to.equal(undefined);
    });
  }

  it('is followed by another one once the app speaks with that handle', async () => {
    const {frame, app} = await hostileApp();
    const first = await takePort(app, true, handle, [ofDocument('a')]);
    frame.messagingHandle = 'the-next-handle';
    await frame.updateComplete;
    expect(await takePort(app, true, 'the-next-handle', [ofDocument('a')])).not.to.equal(first);
    const accomplice = await handPortOn(app, sameSite);
    const asked = request('scratchpad.read', {}, {messagingHandle: 'the-next-handle'});
    expect(await askByPort(accomplice, asked)).to.deep.equal(served);
  });
});

describe('an honest app with the port before its load', () => {
  guardPage();

  const slow = (): Promise<Launched> =>
    launch({origin: otherSite, page: {kit: kitModule, hold: '1500'}, frame: {connectTimeout: 5000}});

  it('keeps its connection and the port over the load, and loses, repeats and turns round nothing', async () => {
    const {frame, app} = await slow();
    const load = nextLoad(frame);
    const order: number[] = [];
    frame.addEventListener('smart-request', (event) => {
      order.push((event.detail.payload as {number: number}).number);
      event.respondWith(event.detail.payload);
    });
    const facts: string[] = [];
    for (const fact of ['smart-connect', 'smart-disconnect', 'smart-error'] as const) {
      frame.addEventListener(fact, () => facts.push(fact));
    }
    await mountContext(app);
    await app.run(() => window.app.ready);
    await app.run(() => {
      window.app.addEventListener('smart-request', (event) => event.respondWith(event.detail.payload));
    });
    const answered = app.run(async () => {
      const answers: Array<Promise<unknown>> = [];
      for (let number = 0; number < 500; number++) {
        answers.push(window.app.request('test.thing', {number}));
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
      return Promise.all(answers);
    });
    const asked: Array<Promise<object>> = [];
    for (let number = 0; number < 400; number++) {
      asked.push(frame.request<string, object>('test.question', {number}));
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    const numbers = (count: number): object[] => Array.from({length: count}, (_, number) => ({number}));
    expect(await Promise.all(asked)).to.deep.equal(numbers(400));
    expect(await answered).to.deep.equal(numbers(500));
    expect(order).to.deep.equal(numbers(500).map((one) => (one as {number: number}).number));
    await load;
    expect(facts).to.deep.equal(['smart-connect']);
    const before = (await heard(app)).length;
    await app.run(() => window.app.request('test.thing', {number: 500}));
    await frame.request('test.question', {number: 400});
    expect((await heard(app)).length, 'what comes by the window').to.equal(before);
  });

  it('ends up on the port however its handshake and its load follow each other', async () => {
    const onPort: boolean[] = [];
    for (const wait of ['none', 'DOMContentLoaded', 'load', 'later']) {
      const frame = await frameWith({
        src: remotePage(otherSite, {kit: kitModule}),
        messagingHandle: handle,
        scope: 'messaging/*',
      });
      const app = await remoteIn(frame, otherSite);
      if (wait === 'load') await loaded({frame, app});
      if (wait === 'later') await new Promise((resolve) => setTimeout(resolve, 500));
      await mountContext(app);
      await app.run(() => window.app.ready);
      await loaded({frame, app});
      await app.run(() => window.app.scratchpad.read());
      const before = (await heard(app)).length;
      await app.run(() => window.app.scratchpad.read());
      onPort.push((await heard(app)).length === before);
      expect(frame.state).to.equal('connected');
    }
    expect(onPort).to.deep.equal([true, true, true, true]);
  });

  it('that is hand-written, without an id, keeps its connection over its load and is asked nothing for it', async () => {
    const {frame, app} = await launch({origin: otherSite, page: {hold: '1000'}});
    const load = nextLoad(frame);
    const ends = record(frame, 'smart-disconnect');
    await app.run((ehr) => {
      addEventListener('message', ({data}: MessageEvent<{messageType?: string; messageId?: string}>) => {
        if (data.messageType !== 'status.handshake') return;
        const messageId = crypto.randomUUID();
        parent.postMessage({messageId, responseToMessageId: data.messageId, payload: {}}, ehr);
      });
    }, location.origin);
    await ask(app, read());
    await load;
    const before = (await heard(app)).length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await ask(app, read())).payload).to.deep.equal(served);
    expect(ends).to.deep.equal([]);
    expect((await heard(app)).length).to.equal(before + 1);
  });

  it('whose load came before the word that it is loading is another one with its next load', async () => {
    const {frame, app} = await hostileApp();
    const say = (valueString: string, ...more: object[]): Promise<unknown> =>
      ask(app, request('status.handshake', {extension: [ofDocument(valueString), ...more]}));
    await say('b', stillLoading);
    await say('b');
    await reach(frame, 'connected');
    const ends = record(frame, 'smart-disconnect');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await navigate({frame, app}, otherSite);
    expect(ends.map(({detail}) => detail.reason)).to.deep.equal(['navigation']);
  });
});
