import {expect} from '@open-wc/testing';
import {
  Channel,
  type ChannelOptions,
  type RequestOptions,
  type ResponseReport,
} from '../../components/channel/index.js';
import {createTransportPair} from '../../components/testing/index.js';
import {Clock} from '../support/clock.js';
import {RawEnd} from '../support/raw-end.js';
import {rejection} from '../support/rejection.js';
import {ResourceCount} from '../support/resources.js';

describe('a request', () => {
  let clock: Clock;
  let ehr: RawEnd;
  let channel: Channel;
  const listening = new AbortController();

  const open = (options: Partial<ChannelOptions> = {}): void => {
    const [app, other] = createTransportPair();
    channel = new Channel(app, {messagingHandle: 'h', skipHandshake: true, ...options});
    ehr = new RawEnd(other, 'h', listening.signal);
  };

  beforeEach(() => {
    clock = new Clock();
    open();
  });

  afterEach(() => {
    channel.close();
    clock.restore();
  });

  const ask = (options?: RequestOptions): Promise<object> => channel.request('custom.thing', {}, options);

  it('fails with timeout, type, id and the time that has passed', async () => {
    const failed = rejection(ask({timeout: 1000}));
    const {messageId} = await ehr.nextRequest();
    await clock.advance(1000);
    expect(await failed).to.include({code: 'timeout', messageType: 'custom.thing', messageId, elapsed: 1000});
  });

  it('that still waits for the connection is not answered, even by who knows its id', async () => {
    Object.assign(crypto, {randomUUID: () => 'known'});
    open({skipHandshake: false});
    const failed = rejection(ask({timeout: 1000}));
    Reflect.deleteProperty(crypto, 'randomUUID');
    for (let number = 1; number < 5; number++) ehr.answer({messageId: `known-${number}`}, {forged: true});
    await clock.advance(1000);
    expect(await failed).to.include({code: 'timeout'});
  });

  it('starts its time anew with each partial answer', async () => {
    const answered = ask({timeout: 1000});
    const asked = await ehr.nextRequest();
    for (let count = 0; count < 5; count++) {
      await clock.advance(900);
      ehr.answer(asked, {}, {additionalResponsesExpected: true});
    }
    await clock.advance(1);
    expect(clock.delays).to.have.lengthOf(1);
    ehr.answer(asked, {ok: true});
    await clock.advance(1);
    expect(await answered).to.deep.equal({ok: true});
  });

  it('shares one timer with all others, which ends with the channel or when it has nothing to wait for', async () => {
    const answered = Array.from({length: 5}, () => ask());
    for (let count = 0; count < 5; count++) ehr.answer(await ehr.nextRequest(), {});
    await Promise.all(answered);
    expect(clock.delays).to.deep.equal([30_000]);
    await clock.advance(30_000);
    expect(clock.delays).to.deep.equal([]);
    void rejection(ask());
    expect(clock.delays).to.have.lengthOf(1);
    channel.close();
    expect(clock.delays).to.deep.equal([]);
  });

  it('fails in its own time, whatever the time-outs of the others', async () => {
    const long = rejection(ask({timeout: 5000}));
    const short = rejection(ask({timeout: 100}));
    await clock.advance(100);
    expect(await short).to.include({code: 'timeout', elapsed: 100});
    await clock.advance(4900);
    expect(await long).to.include({code: 'timeout', elapsed: 5000});
  });

  for (const timeout of [Infinity, 2 ** 31]) {
    it(`waits with a time-out of ${timeout}, which no timer could hold`, async () => {
      const answered = ask({timeout});
      const asked = await ehr.nextRequest();
      await clock.advance(10_000_000);
      ehr.answer(asked, {ok: true});
      expect(await answered).to.deep.equal({ok: true});
    });
  }

  it('fails after 60 days where that is its time-out', async () => {
    const days = 86_400_000;
    const failed = rejection(ask({timeout: 60 * days}));
    expect(Math.max(...clock.delays)).to.be.at.most(2 ** 31 - 1);
    await clock.advance(60 * days - 1);
    expect(Math.max(...clock.delays)).to.be.at.most(2 ** 31 - 1);
    await clock.advance(1);
    expect(await failed).to.include({code: 'timeout', elapsed: 60 * days});
  });

  it('takes a requestTimeout that is no number for the default, and one in a string for its number', async () => {
    for (const [requestTimeout, expected] of [
      [NaN, 30_000],
      ['soon', 30_000],
      [{}, 30_000],
      ['500', 500],
      [-1, 0],
    ] as Array<[number, number]>) {
      channel.close();
      open({requestTimeout});
      const failed = rejection(ask());
      await clock.advance(expected);
      expect(await failed).to.include({code: 'timeout', elapsed: expected});
    }
  });

  it('takes nothing more of its signal once it is settled', async () => {
    const controller = new AbortController();
    const count = new ResourceCount([controller.signal]);
    const answered = ask({signal: controller.signal});
    ehr.answer(await ehr.nextRequest(), {ok: true});
    expect(await answered).to.deep.equal({ok: true});
    expect(count.listeners).to.equal(0);
    controller.abort();
    count.restore();
  });

  it('is reported with how long its answer took', async () => {
    const reports: ResponseReport[] = [];
    channel.close();
    open({onResponse: (report) => reports.push(report)});
    const answered = ask();
    const asked = await ehr.nextRequest();
    await clock.advance(40);
    ehr.answer(asked, {ok: true});
    await answered;
    expect(reports).to.deep.equal([
      {messageType: 'custom.thing', messageId: asked['messageId'], payload: {ok: true}, elapsed: 40},
    ]);
  });

  it('that is given no number for a time-out fails at once, and no other one with it', async () => {
    const wrong = rejection(ask({timeout: NaN}));
    const next = rejection(ask({timeout: 200}));
    await clock.advance(1);
    expect(await wrong).to.include({code: 'timeout'});
    await clock.advance(199);
    expect(await next).to.include({code: 'timeout'});
    expect((await next).elapsed).to.be.closeTo(200, 0.001);
  });

  it('takes 30 seconds by default', async () => {
    const failed = rejection(ask());
    await clock.advance(30_000);
    expect(await failed).to.include({code: 'timeout', elapsed: 30_000});
  });
});
