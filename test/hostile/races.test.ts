import {expect} from '@open-wc/testing';
import {frameWith, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {
  answersTo,
  ask,
  handle,
  heard,
  launch,
  launchKit,
  marker,
  mountContext,
  onBothWays,
  plainFrame,
  reports,
  request,
  say,
} from '../support/launches.js';
import {kitModule, otherSite, remoteIn, remotePage, sameSite} from '../support/remote.js';
import {asked, hostileApp, replaceBy, sayFromWithin} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {portExtension} from './support/ports.js';

const create = (): ReturnType<typeof request> => request('scratchpad.create', {resource: {resourceType: 'Condition'}});

const first = [request('status.handshake'), request('status.handshake', {extension: [portExtension]}), create()];

describe('somebody who speaks before the app does', () => {
  guardPage();

  for (const origin of [otherSite, sameSite]) {
    const whose = origin === otherSite ? 'the app’s own origin' : 'another origin';
    it(`from another frame of the page, on ${whose}, neither connects nor uses up the ids of the app`, async () => {
      const stranger = await plainFrame(origin);
      const src = remotePage(otherSite, {delay: '500'});
      const frame = await frameWith({messagingHandle: handle, scope: 'messaging/*', src});
      const connects = record(frame, 'smart-connect');
      const told = reports(frame);
      for (let round = 0; round < 20; round++) await say(stranger, ...first);
      expect(await heard(stranger)).to.deep.equal([]);
      expect([frame.state, connects]).to.deep.equal(['loading', []]);
      expect(told.map(({reason}) => reason)).to.deep.equal(Array(60).fill('source'));
      const app = await remoteIn(frame, otherSite);
      for (const message of first) {
        await say(stranger, ...first);
        expect(JSON.stringify((await ask(app, message)).payload)).not.to.include('error');
      }
      expect(connects.map(({detail}) => detail.origin)).to.deep.equal([otherSite]);
      expect(await frame.scratchpad.list()).to.have.length(1);
    });
  }

  for (const origin of [otherSite, sameSite]) {
    const whose = origin === otherSite ? 'the app’s own origin' : 'another origin';
    it(`from a frame inside of the app, on ${whose}, neither connects nor is answered`, async () => {
      const {frame, app} = await launch({origin: otherSite});
      const connects = record(frame, 'smart-connect');
      const told = reports(frame);
      const heardThere = await sayFromWithin(app, remotePage(origin), ...first, request('ui.done'));
      expect(heardThere).to.deep.equal([]);
      expect(connects).to.deep.equal([]);
      expect(told.filter(({direction}) => direction === 'in').map(({reason}) => reason)).to.deep.equal(
        Array(4).fill('source'),
      );
      for (const message of first) await ask(app, message);
      expect(connects.length).to.equal(1);
      expect(await frame.scratchpad.list()).to.have.length(1);
    });
  }
});

onBothWays('two documents of the app in quick succession', () => {
  guardPage();

  it('get their own answers each, though both ask while the EHR is slow', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    const answers: Array<(payload: object) => void> = [];
    frame.addEventListener('smart-my-thing' as 'smart-request', (event) => {
      const {payload} = event.detail;
      event.respondWith(new Promise<object>((resolve) => answers.push(() => resolve(payload))));
    });
    await app.run(() => void window.app.request('my.thing', {document: 1}).catch(() => undefined));
    await marker(app);
    const next = await replaceBy(app, otherSite, {kit: kitModule});
    await mountContext(next);
    const answered = next.run(() => window.app.request('my.thing', {document: 2}));
    while (answers.length < 2) await next.run(() => undefined);
    for (const answer of answers) answer({});
    expect(await answered).to.deep.equal({document: 2});
    const told = await next.run(() => window.facts.map(({detail}) => (detail as {reason?: string}).reason));
    expect(told.filter(Boolean)).to.deep.equal([]);
  });
});

describe('an app that makes up documents', () => {
  guardPage();

  it('only ends its own requests: each document is connected and disconnected once, and there are not many', async () => {
    const {frame, app} = await hostileApp();
    const pending = rejection(frame.request('my.thing', {}));
    await asked(app, 'my.thing');
    const [connects, disconnects] = [record(frame, 'smart-connect'), record(frame, 'smart-disconnect')];
    const claims = Array.from({length: 300}, (_, number) =>
      request('status.handshake', {
        extension: [{url: 'urn:smart-web-messaging-elements:document', valueString: `made up ${number}`}],
      }),
    );
    await say(app, ...claims);
    await marker(app);
    expect((await pending).code).to.equal('disconnected');
    expect(disconnects.length).to.be.within(100, 260);
    expect(connects.length).to.equal(disconnects.length);
    const question = request('scratchpad.read');
    expect((await ask(app, question)).payload).to.deep.equal({scratchpad: []});
    expect(await answersTo(app, question)).to.have.length(1);
    expect(frame.state).to.equal('connected');
  });
});
