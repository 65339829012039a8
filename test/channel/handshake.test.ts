import {expect} from '@open-wc/testing';
import {Channel} from '../../components/channel/index.js';
import {createTransportPair} from '../../components/testing/index.js';
import {Handshake} from '../../components/channel/handshake.js';
import {Clock} from '../support/clock.js';
import {rejection} from '../support/rejection.js';

describe('Handshake', () => {
  let clock: Clock;

  beforeEach(() => {
    clock = new Clock();
  });

  afterEach(() => clock.restore());

  const started = (timeout: number) => {
    const start = performance.now();
    const asked: number[] = [];
    const ended: number[] = [];
    const handshake = new Handshake(
      () => asked.push(performance.now() - start),
      () => ended.push(performance.now() - start),
    );
    handshake.start(timeout);
    return {handshake, asked, ended};
  };

  it('asks at once and then with doubling pauses up to 3,200 ms (SWM-12)', async () => {
    const {asked} = started(20_000);
    await clock.advance(20_000);
    expect(asked.map(Math.round)).to.deep.equal([0, 100, 300, 700, 1500, 3100, 6300, 9500, 12_700, 15_900, 19_100]);
  });

  it('gives up exactly when its time is over', async () => {
    const {ended, handshake} = started(1000);
    await clock.advance(999);
    expect(ended).to.deep.equal([]);
    await clock.advance(1);
    expect(ended).to.deep.equal([1000]);
    expect(handshake.running).to.equal(false);
  });

  it('asks no more and does not give up once it is stopped', async () => {
    const {asked, ended, handshake} = started(1000);
    handshake.stop();
    await clock.advance(5000);
    expect([asked, ended]).to.deep.equal([[0], []]);
  });

  it('goes on as it is when it is started while it runs', async () => {
    const {asked, ended, handshake} = started(150);
    await clock.advance(50);
    handshake.start(10_000);
    await clock.advance(1000);
    expect([asked, ended]).to.deep.equal([[0, 100], [150]]);
  });

  it('can be stopped by what it asks', async () => {
    const asked: string[] = [];
    const handshake: Handshake = new Handshake(
      () => {
        asked.push('asked');
        handshake.stop();
      },
      () => asked.push('gave up'),
    );
    handshake.start(1000);
    await clock.advance(5000);
    expect(asked).to.deep.equal(['asked']);
  });

  it('does not ask at all when it has no time', () => {
    const {asked, ended} = started(0);
    expect([asked, ended]).to.deep.equal([[], [0]]);
  });

  describe('of a channel', () => {
    it('takes 10 seconds by default, and the error says how long', async () => {
      const [transport] = createTransportPair();
      const failed = rejection(new Channel(transport, {messagingHandle: 'h'}).connect());
      await clock.advance(10_000);
      expect(await failed).to.include({code: 'timeout', elapsed: 10_000});
    });

    it('leaves silence behind: once connected nothing is sent unasked', async () => {
      const [app, ehr] = createTransportPair();
      const sent: string[] = [];
      const channels = [app, ehr].map(
        (transport) =>
          new Channel(transport, {
            messagingHandle: 'h',
            onMessage: ({direction}) => direction === 'out' && sent.push(direction),
          }),
      );
      for (const channel of channels) void channel.connect();
      await clock.advance(1);
      const before = sent.length;
      await clock.advance(3_600_000);
      expect(sent.length).to.equal(before);
      expect(clock.delays).to.deep.equal([]);
    });
  });
});
