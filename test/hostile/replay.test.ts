import {expect} from '@open-wc/testing';
import {once, record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {
  answersTo,
  ask,
  handle,
  heard,
  mountContext,
  plainFrame,
  reports,
  request,
  say,
  type RawRequest,
} from '../support/launches.js';
import {rawEhr} from '../support/raw-ehr.js';
import {otherSite, sameSite} from '../support/remote.js';
import {answer, hostileApp, replaceBy} from './support/attacks.js';
import {guardPage} from './support/page-state.js';

const resource = {resourceType: 'Condition'};

/** What an app has said to its EHR, letter for letter, as somebody may have written it down. */
const recording = (): RawRequest[] => [
  request('status.handshake'),
  request('scratchpad.create', {resource}),
  request('scratchpad.read'),
  request('ui.launchActivity', {activityType: 'urn:example:activity', activityParameters: {}}),
];

const reasonsOf = (told: ReturnType<typeof reports>): unknown[] =>
  told.filter(({direction}) => direction === 'in').map(({reason}) => reason);

describe('what an app has said before, said again', () => {
  const guard = guardPage();

  for (const [whose, origin] of [
    ['another origin', sameSite],
    ['the app’s own origin', otherSite],
  ] as const) {
    it(`by another window on ${whose}, meets silence and changes nothing of what the app hears`, async () => {
      const {frame, app} = await hostileApp();
      const said = recording();
      const answers = [];
      for (const message of said) answers.push(await ask(app, message));
      const requests = record(frame, 'smart-request');
      const stranger = await plainFrame(origin);
      const told = reports(frame);
      await say(stranger, ...said, ...said, ...answers);
      expect(await heard(stranger)).to.deep.equal([]);
      expect(reasonsOf(told)).to.deep.equal(Array(2 * said.length).fill('source'));
      expect(requests).to.deep.equal([]);
      expect(await frame.scratchpad.list()).to.have.length(1);
      for (const [index, message] of said.entries()) expect(await ask(app, message)).to.deep.equal(answers[index]);
    });
  }

  it('by another launch of the same app is refused for its handle, and nothing is done in either', async () => {
    const first = await hostileApp();
    const said = recording();
    for (const message of said) await ask(first.app, message);
    const sibling = await hostileApp({frame: {messagingHandle: 'of-the-sibling'}});
    const requests = [record(first.frame, 'smart-request'), record(sibling.frame, 'smart-request')].flat();
    const told = reports(sibling.frame);
    for (const message of said) {
      const {payload} = await ask(sibling.app, message);
      expect(JSON.stringify(payload)).not.to.include(handle);
      expect(JSON.stringify(payload)).not.to.include('Condition');
    }
    expect(reasonsOf(told)).to.deep.equal(said.map(() => 'handle'));
    expect(requests).to.deep.equal([]);
    expect(await first.frame.scratchpad.list()).to.have.length(1);
    expect(await sibling.frame.scratchpad.list()).to.deep.equal([]);
  });

  it('by the next document, on another of the app’s origins, never gets the answers of the one before', async () => {
    const {frame, app} = await hostileApp({frame: {appOrigin: `${otherSite} ${sameSite}`}});
    frame.addEventListener('smart-request', (event) => event.respondWith({for: event.detail.origin}));
    const question = request('my.thing');
    expect((await ask(app, question)).payload).to.deep.equal({for: otherSite});
    const disconnect = once(frame, 'smart-disconnect');
    const next = await replaceBy(app, sameSite);
    await disconnect;
    expect((await ask(next, question)).payload).to.deep.equal({for: sameSite});
    expect(await answersTo(next, question)).to.have.length(1);
  });

  it('with the handle of a launch that is over meets silence from the app that comes next', async () => {
    const {frame, app} = await hostileApp();
    const said = recording();
    for (const message of said) await ask(app, message);
    frame.messagingHandle = 'of-the-next-launch';
    await frame.updateComplete;
    const requests = record(frame, 'smart-request');
    for (const message of said) expect(JSON.stringify((await ask(app, message)).payload)).not.to.include('201');
    expect(requests).to.deep.equal([]);
    expect(guard.innocent.frame.state).to.equal('connected');
  });
});

describe('what an EHR has said before, said again to the app by another window', () => {
  const guard = guardPage();

  it('is neither served nor taken for an answer', async () => {
    const ehr = await rawEhr({'status.handshake': {}, 'my.second': () => undefined});
    guard.remember(); // this EHR is the test's own
    await mountContext(ehr.app);
    await ehr.app.run(() => window.app.ready);
    const question = {messagingHandle: handle, messageId: 'recorded', messageType: 'my.question', payload: {}};
    ehr.post(question);
    await eventually('the app has answered', () =>
      (ehr.received as Array<{responseToMessageId?: string}>).some((data) => data.responseToMessageId === 'recorded'),
    );
    const pending = ehr.app.run(() => window.app.request<string, object>('my.second', {}));
    await eventually('the app has asked', () => ehr.requests('my.second').length > 0);
    const [{messageId}] = ehr.requests('my.second') as [RawRequest];
    for (const origin of [sameSite, otherSite]) {
      const stranger = await plainFrame(origin);
      await stranger.run(
        (messages) => {
          for (const frame of Array.from({length: parent.length}, (_, index) => parent[index]!)) {
            for (const message of messages) frame.postMessage(message, '*');
          }
        },
        [question, answer(messageId, {by: 'a stranger'})],
      );
      const replies = (await heard(stranger)).map(({data}) => data as {responseToMessageId?: string});
      expect(replies.filter(({responseToMessageId}) => responseToMessageId === 'recorded')).to.deep.equal([]);
    }
    await eventually('the app has told of both strangers', () =>
      ehr.app.run(
        () => window.facts.filter(({detail}) => (detail as {reason?: string}).reason === 'source').length === 2,
      ),
    );
    ehr.post(answer(messageId, {by: 'the EHR'}));
    expect(await pending).to.deep.equal({by: 'the EHR'});
  });
});
