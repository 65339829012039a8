import {expect} from '@open-wc/testing';
import {iframeIn, once, record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {
  answersTo,
  ask,
  closeWindows,
  heard,
  marker,
  openWindow,
  reports,
  request,
  say,
  type Launched,
} from '../support/launches.js';
import {otherSite, type Remote, remoteIn, sameSite} from '../support/remote.js';
import {hostileApp, replaceBy} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {askByPort, handPortOn, heardByPort, portExtension, portWords, sayByPort, takePort} from './support/ports.js';

const read = (more: object = {}): ReturnType<typeof request> => request('scratchpad.read', {}, more);
const served = {scratchpad: []};

/** An app that has gone over to its port and handed it to a page on another origin. */
async function stolen(): Promise<Launched & {accomplice: Remote}> {
  const launched = await hostileApp();
  await takePort(launched.app);
  expect(await askByPort(launched.app, read())).to.deep.equal(served);
  return {...launched, accomplice: await handPortOn(launched.app, sameSite)};
}

/** The accomplice tries everything, and nobody hears of it. */
async function expectDead({frame, accomplice}: {frame: Launched['frame']; accomplice: Remote}): Promise<void> {
  const before = (await heardByPort(accomplice)).length;
  const requests = record(frame, 'smart-request');
  const told = reports(frame);
  await sayByPort(accomplice, request('scratchpad.create', {resource: {resourceType: 'Condition'}}), portWords);
  expect(await askByPort(accomplice, read())).to.equal(undefined);
  const heardSince = (await heardByPort(accomplice)).slice(before);
  expect(heardSince.filter((data) => data !== portWords)).to.deep.equal([]);
  expect(requests).to.deep.equal([]);
  expect(told.filter(({direction}) => direction === 'in')).to.deep.equal([]);
  expect(await frame.scratchpad.list()).to.deep.equal([]);
}

describe('the port of an app, handed on to a page on another origin', () => {
  const guard = guardPage();

  afterEach(closeWindows);

  it('is worth nothing without the handle', async () => {
    const {frame, accomplice} = await stolen();
    const told = reports(frame);
    for (const messagingHandle of ['guessed', undefined]) {
      const payload = await askByPort(accomplice, read({messagingHandle}));
      expect(payload).to.have.nested.property('outcome.issue[0].code', 'security');
    }
    expect(told.filter(({direction}) => direction === 'in').map(({reason}) => reason)).to.deep.equal([
      'handle',
      'handle',
    ]);
  });

  it('is worth nothing before the app has gone over to it', async () => {
    const {frame, app} = await hostileApp();
    const words = await takePort(app, false);
    const accomplice = await handPortOn(app, sameSite);
    await say(accomplice, portWords, words, words);
    await expectDead({frame, accomplice});
    expect((await ask(app, read())).payload).to.deep.equal(served);
  });

  it('brings no answers any more once the app speaks by its window again', async () => {
    const {app, accomplice} = await stolen();
    expect((await ask(app, read())).payload).to.deep.equal(served);
    const question = read();
    expect(await askByPort(accomplice, question)).to.equal(undefined);
    await marker(app);
    expect((await answersTo(app, question)).map(({payload}) => payload)).to.deep.equal([served]);
  });

  it('is taken back by the words that end it, and the app goes on by its window', async () => {
    const {frame, app, accomplice} = await stolen();
    await sayByPort(accomplice, portWords);
    await eventually('the EHR has closed it', async () => (await heardByPort(accomplice)).includes(portWords));
    await expectDead({frame, accomplice});
    expect((await ask(app, read())).payload).to.deep.equal(served);
  });

  for (const [how, end] of Object.entries<(launched: Launched) => unknown>({
    'the app has loaded itself again': async ({frame, app}) => {
      const load = new Promise((resolve) => iframeIn(frame)!.addEventListener('load', resolve, {once: true}));
      await app.run(() => location.reload());
      await load;
    },
    'the app has gone to another origin': async ({frame, app}) => {
      const disconnect = once(frame, 'smart-disconnect');
      await replaceBy(app, sameSite);
      await disconnect;
    },
    'the EHR has loaded the app again': async ({frame}) => {
      frame.reload();
      await remoteIn(frame, otherSite);
    },
    'the EHR has revoked the handle': ({frame}) => frame.revokeHandle(),
    'the EHR has closed the app': ({frame}) => frame.close(),
    'the EHR has taken the frame off the page': ({frame}) => frame.remove(),
  })) {
    it(`is dead once ${how}`, async () => {
      const {accomplice, ...launched} = await stolen();
      await end(launched);
      await expectDead({frame: launched.frame, accomplice});
    });
  }

  it('of an old document does not disturb the port of the next one', async () => {
    const {frame, app, accomplice} = await stolen();
    const disconnect = once(frame, 'smart-disconnect');
    await replaceBy(app, otherSite);
    await disconnect;
    await takePort(app);
    await expectDead({frame, accomplice});
    expect(await askByPort(app, read())).to.deep.equal(served);
  });

  it('does not reach another app of the page', async () => {
    const {accomplice} = await stolen();
    const payload = await askByPort(accomplice, read({messagingHandle: 'innocent'}));
    expect(payload).to.have.nested.property('outcome.issue[0].code', 'security');
    expect(guard.innocent.frame.state).to.equal('connected');
  });

  it('is dead once another origin’s page has spoken in the app’s frame, before its load', async () => {
    const {frame, app, accomplice} = await stolen();
    const told = reports(frame);
    const thief = await replaceBy(app, sameSite, {hold: '2000'});
    await say(thief, read());
    await eventually('the thief is reported', () => told.some(({reason}) => reason === 'origin'));
    expect(await heard(thief)).to.deep.equal([]);
    await expectDead({frame, accomplice});
  });

  it('is not made for an app in a window of its own, where it would outlive its document', async () => {
    const {app} = await openWindow({origin: otherSite});
    await app.ready();
    const asked = request('status.handshake', {extension: [portExtension]});
    expect((await ask(app, asked)).payload).to.deep.equal({});
  });
});
