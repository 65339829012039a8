import {expect} from '@open-wc/testing';
import {once, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {
  closeWindows,
  handle,
  heard,
  launchKit,
  mountContext,
  onBothWays,
  openWindow,
  reports,
  request,
  say,
  type RawRequest,
} from '../support/launches.js';
import {kitModule, otherSite, sameSite, Remote, remotePage} from '../support/remote.js';
import {answer, asked, hostileApp, replaceBy} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {portExtension, portWords} from './support/ports.js';

/** Everything that somebody with a handle may try, and an answer to a question that the app was asked. */
const everything = (messageId: string): unknown[] => [
  request('status.handshake'),
  request('status.handshake', {extension: [portExtension]}),
  portWords,
  request('scratchpad.read'),
  request('scratchpad.create', {resource: {resourceType: 'Condition'}}),
  request('ui.done'),
  answer(messageId, {by: 'the thief'}),
];

/** The thief says everything twice over: each is reported, and nothing is heard. */
async function meetsSilence(thief: Remote, messages: unknown[], told: ReturnType<typeof reports>): Promise<void> {
  const from = (): typeof told => told.filter(({direction}) => direction === 'in');
  const before = from().length;
  await say(thief, ...messages, ...messages);
  await eventually('all is reported', () => from().length >= before + 2 * messages.length);
  for (const report of from().slice(before)) {
    expect(report).to.deep.include({outcome: 'rejected', reason: 'origin', origin: thief.origin});
    expect(JSON.stringify(report)).not.to.include(handle);
  }
  expect(await heard(thief)).to.deep.equal([]);
}

onBothWays('a page on another origin that the app goes to with its handle', () => {
  guardPage();

  it('meets silence and is reported, and what was pending for the app fails', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    await app.run(() => {
      window.app.addEventListener('smart-request', (event) => event.respondWith(new Promise<object>(() => undefined)));
    });
    const question = once(frame, 'smart-message');
    const pending = rejection(frame.request('my.thing', {}));
    const [requests, responses] = [record(frame, 'smart-request'), record(frame, 'smart-response')];
    const told = reports(frame);
    const {messageId} = (await question).detail.message as RawRequest;
    const disconnect = once(frame, 'smart-disconnect');
    const thief = await replaceBy(app, sameSite);
    expect((await disconnect).detail.reason).to.equal('navigation');
    await meetsSilence(thief, everything(messageId), told);
    expect((await pending).code).to.equal('disconnected');
    expect([...requests, ...responses]).to.deep.equal([]);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
    expect(frame.state).to.equal('connecting');
  });

  it('gets no answer to what the app asked, late as it may come', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    let answerLate!: (payload: object) => void;
    frame.addEventListener('smart-ui-launch-activity', (event) =>
      event.respondWith(new Promise<object>((resolve) => (answerLate = resolve))),
    );
    const asking = once(frame, 'smart-ui-launch-activity');
    await app.run(() => void window.app.ui.launchActivity('urn:example:activity', {}).catch(() => undefined));
    await asking;
    const thief = await replaceBy(app, sameSite);
    answerLate({status: 'success'});
    expect(await heard(thief)).to.deep.equal([]);
  });
});

describe('a page on another origin that the app goes to with its handle', () => {
  guardPage();

  afterEach(closeWindows);

  it('gets no answer to what the app asked in the same task in which it left', async () => {
    const {frame, app} = await hostileApp();
    frame.addEventListener('smart-request', (event) => event.respondWith({secret: 'of the app'}));
    const questions = Array.from({length: 20}, () => request('my.thing'));
    const ready = app.ready();
    await app.run(
      (url, questions, ehr) => {
        location.replace(url);
        for (const question of questions) parent.postMessage(question, ehr);
      },
      remotePage(sameSite),
      questions,
      location.origin,
    );
    await ready;
    const thief = new Remote(app.window, sameSite);
    expect(await heard(thief)).to.deep.equal([]);
  });

  it('in a window of its own meets silence as well, and hears nothing that the EHR asks the app', async () => {
    const {frame, app} = await openWindow({origin: otherSite, page: {kit: kitModule}});
    await app.ready();
    await mountContext(app);
    await app.run(() => window.app.ready);
    const told = reports(frame);
    const thief = await replaceBy(app, sameSite);
    await meetsSilence(thief, everything('guessed'), told);
    const failure = await rejection(frame.request('my.secret', {}, {timeout: 300}));
    expect(failure.code).to.be.oneOf(['timeout', 'disconnected']);
    expect(await heard(thief)).to.deep.equal([]);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
  });

  it('is not heard any more at all when it goes on and on', async () => {
    const {frame, app} = await hostileApp({frame: {limits: {maxRefusals: 50}}});
    const thief = await replaceBy(app, sameSite);
    const told = reports(frame);
    await say(thief, ...Array.from({length: 80}, () => request('scratchpad.read')));
    expect(frame.quarantined).to.equal(true);
    expect(told.filter(({direction}) => direction === 'in')).to.have.length.within(50, 52);
  });

  it('hears nothing of the question that the app was asked just when it left', async () => {
    const {frame, app} = await hostileApp();
    const pending = rejection(frame.request('my.first', {}));
    await asked(app, 'my.first');
    const ready = app.ready();
    await app.run((url) => location.replace(url), remotePage(sameSite));
    const later = rejection(frame.request('my.second', {}, {timeout: 1000}));
    await ready;
    expect(await heard(new Remote(app.window, sameSite))).to.deep.equal([]);
    expect((await pending).code).to.equal('disconnected');
    expect((await later).code).to.be.oneOf(['disconnected', 'timeout']);
  });
});
