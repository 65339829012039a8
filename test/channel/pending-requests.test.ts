import {expect} from '@open-wc/testing';
import {Channel, createTransportPair} from '../../components/channel/index.js';
import {PendingRequest} from '../../components/channel/pending-requests.js';
import {Clock} from '../support/clock.js';
import {rejection} from '../support/rejection.js';

const message = {messagingHandle: 'h', messageId: 'id-1', messageType: 'custom.thing', payload: {}};

describe('PendingRequest', () => {
  let clock: Clock;
  let settled: number;

  beforeEach(() => {
    clock = new Clock();
    settled = 0;
  });

  afterEach(() => clock.restore());

  const pend = (options: ConstructorParameters<typeof PendingRequest>[2] = {}, timeout = 1000) =>
    new PendingRequest(message, timeout, options, () => settled++);

  it('fails with timeout, type, id and the time that has passed', async () => {
    const failed = rejection(pend().promise);
    await clock.advance(1000);
    expect(await failed).to.include({code: 'timeout', messageType: 'custom.thing', messageId: 'id-1', elapsed: 1000});
    expect(settled).to.equal(1);
  });

  it('starts its time anew with each partial answer', async () => {
    const pending = pend();
    for (let count = 0; count < 5; count++) {
      await clock.advance(900);
      pending.partial({}, 10);
    }
    expect(settled).to.equal(0);
    expect(clock.delays).to.deep.equal([1000]);
    pending.succeed({});
  });

  it('has no timer left once it is settled', () => {
    const pending = pend();
    pending.succeed({});
    expect(clock.delays).to.deep.equal([]);
  });

  for (const timeout of [Infinity, 2 ** 31]) {
    it(`waits for ever with a time-out of ${timeout}, which no timer could hold`, async () => {
      const pending = pend({timeout});
      await clock.advance(10_000_000);
      expect(settled).to.equal(0);
      pending.succeed({});
    });
  }

  it('takes nothing more of its signal once it is settled', async () => {
    const controller = new AbortController();
    const pending = pend({signal: controller.signal});
    pending.succeed({ok: true});
    controller.abort();
    expect(settled).to.equal(1);
    expect(await pending.promise).to.deep.equal({ok: true});
  });

  it('reports how long the answer took', async () => {
    const pending = pend();
    await clock.advance(40);
    expect(pending.succeed({ok: true})).to.deep.equal({
      messageType: 'custom.thing',
      messageId: 'id-1',
      payload: {ok: true},
      elapsed: 40,
    });
  });

  it('of a channel takes 30 seconds by default', async () => {
    const [transport] = createTransportPair();
    const channel = new Channel(transport, {messagingHandle: 'h', skipHandshake: true});
    const failed = rejection(channel.request('custom.thing', {}));
    await clock.advance(30_000);
    expect(await failed).to.include({code: 'timeout', elapsed: 30_000});
  });
});
