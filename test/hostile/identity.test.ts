import {expect} from '@open-wc/testing';
import {once, record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {
  answersTo,
  goTo,
  heard,
  launch,
  launchRaw,
  marker,
  plainFrame,
  reports,
  request,
  say,
} from '../support/launches.js';
import {ask, handle, type RawRequest} from '../support/launches.js';
import {otherSite, sameSite} from '../support/remote.js';

const create = (more: object = {}): RawRequest =>
  request('scratchpad.create', {resource: {resourceType: 'Condition'}}, more);

describe('messages from somebody else (SWM-6)', () => {
  for (const [whose, origin] of [
    ['another origin', sameSite],
    ['the app’s own origin', otherSite],
  ] as const) {
    it(`gives another window on ${whose} silence, even with the right handle`, async () => {
      const {frame, app} = await launchRaw({origin: otherSite});
      const stranger = await plainFrame(origin);
      await say(stranger, create(), request('status.handshake'), request('ui.done'));
      await marker(app);
      expect(await heard(stranger)).to.deep.equal([]);
      expect(await frame.scratchpad.list()).to.deep.equal([]);
      expect(frame.state).to.equal('connected');
    });

    it(`does not let another window on ${whose} begin a connection`, async () => {
      const {frame} = await launchRaw({origin: otherSite});
      frame.reload();
      const connects = record(frame, 'smart-connect');
      await frame.updateComplete;
      const stranger = await plainFrame(origin);
      await say(stranger, request('status.handshake'));
      expect(await heard(stranger)).to.deep.equal([]);
      expect(connects).to.deep.equal([]);
    });
  }

  it('are reported as source by the frame whose handle they carry, and by no other', async () => {
    const first = await launchRaw();
    const second = await launch({frame: {messagingHandle: 'of-the-second'}});
    await ask(second.app, request('status.handshake', {}, {messagingHandle: 'of-the-second'}));
    const [ofFirst, ofSecond] = [reports(first.frame), reports(second.frame)];
    const stranger = await plainFrame(otherSite);
    await say(stranger, create({messagingHandle: 'of-the-second'}), create({messagingHandle: 'of-nobody'}), 'text');
    await eventually('the second frame reports', () => ofSecond.length > 0);
    await marker(first.app);
    expect(ofSecond).to.have.length(1);
    expect(ofSecond[0]).to.deep.include({direction: 'in', outcome: 'rejected', reason: 'source', origin: otherSite});
    expect(ofSecond[0]!.message).to.have.property('messagingHandle', '***');
    expect(ofFirst.filter(({reason}) => reason === 'source')).to.deep.equal([]);
  });

  it('are served for the frame whose window they came from, where two have the same origin and handle', async () => {
    const first = await launchRaw();
    const second = await launchRaw();
    await ask(second.app, create());
    expect(await first.frame.scratchpad.list()).to.deep.equal([]);
    expect(await second.frame.scratchpad.list()).to.have.length(1);
  });
});

describe('the app’s own window on another origin (SWM-6)', () => {
  it('is not served after it has gone there, and reported with what came and what was expected', async () => {
    const {frame, app} = await launchRaw();
    const disconnect = once(frame, 'smart-disconnect');
    const elsewhere = await goTo(app, otherSite);
    expect((await disconnect).detail.reason).to.equal('navigation');
    const rejected = reports(frame);
    await say(elsewhere, create(), request('status.handshake'));
    await eventually(
      'the frame has reported both',
      () => rejected.filter(({direction}) => direction === 'in').length === 2,
    );
    expect(await heard(elsewhere)).to.deep.equal([]);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
    expect(frame.state).not.to.equal('connected');
    for (const report of rejected.filter(({direction}) => direction === 'in')) {
      expect(report).to.deep.include({outcome: 'rejected', reason: 'origin', origin: otherSite, expected: [sameSite]});
      expect(report.message).to.have.property('messagingHandle', '***');
    }
  });
});

describe('the handle (SWM-8, section 6)', () => {
  for (const [what, more] of [
    ['a wrong handle', {messagingHandle: 'guessed'}],
    ['no handle', {messagingHandle: undefined}],
    ['an empty handle', {messagingHandle: ''}],
    ['a handle in an array', {messagingHandle: [handle]}],
  ] as const) {
    it(`refuses requests with ${what} as a matter of security, and does nothing`, async () => {
      const {frame, app} = await launchRaw();
      const refused = reports(frame);
      const {payload: writing} = await ask(app, create(more));
      const {payload: reading} = await ask(app, request('scratchpad.read', {}, more));
      const {payload: done} = await ask(app, request('ui.done', {}, more));
      const {payload: handshake} = await ask(app, request('status.handshake', {}, more));
      expect(writing).to.have.property('status', '403 Forbidden');
      expect(writing).to.have.nested.property('outcome.issue[0].code', 'security');
      expect(reading).to.have.nested.property('outcome.issue[0].code', 'security');
      expect(done).to.have.property('status', 'failure');
      expect(handshake).to.have.nested.property('error.code', 'security');
      expect(await frame.scratchpad.list()).to.deep.equal([]);
      expect(frame.state).to.equal('connected');
      expect(refused.filter(({direction}) => direction === 'in').map(({reason}) => reason)).to.deep.equal([
        'handle',
        'handle',
        'handle',
        'handle',
      ]);
      expect(JSON.stringify([writing, reading, done, handshake])).not.to.match(new RegExp(`guessed|${handle}`));
    });
  }

  it('connects nobody who has a wrong one', async () => {
    const {frame, app} = await launch();
    const more = {messagingHandle: 'guessed'};
    await ask(app, request('status.handshake', {}, more));
    await ask(app, request('scratchpad.read', {}, more));
    expect(frame.state).not.to.equal('connected');
  });

  it('poisons no id that is used with the right handle later', async () => {
    const {frame, app} = await launchRaw();
    const asked = create();
    await ask(app, {...asked, messagingHandle: 'guessed'});
    expect((await ask(app, asked)).payload).to.have.property('status', '201 Created');
    expect(await frame.scratchpad.list()).to.have.length(1);
    expect(await answersTo(app, asked)).to.have.length(2);
  });
});
