import {expect} from '@open-wc/testing';
import {Backlog} from '../../components/channel/backlog.js';
import {Channel} from '../../components/channel/index.js';
import {DOCUMENT_EXTENSION} from '../../components/protocol/messages.js';
import {createTransportPair} from '../../components/testing/index.js';
import {settlePromises} from '../properties/support/turns.js';
import {until, type Bench} from '../support/bench.js';
import {settleMicrotasks} from '../support/clock.js';
import {memoryBench, origins} from '../support/memory-bench.js';
import {RawEnd} from '../support/raw-end.js';
import {rejection} from '../support/rejection.js';

const message = (number: number): {data: number; origin: string} => ({data: number, origin: ''});

/** A time by which nothing has kept the page busy yet. */
const later = (): number => performance.now() + 1000;

const busyFor = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

describe('Backlog', () => {
  it('handles at once what does not come too fast', () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(2, ({data}) => handled.push(data));
    const start = later();
    [0, 1, 101, 102, 202].forEach((after, number) => backlog.take(message(number), start + after));
    expect(handled).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('handles what comes too fast later, in order, and then at once again', async () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(2, ({data}) => handled.push(data));
    for (let number = 0; number < 5; number++) backlog.take(message(number), later());
    expect([handled, backlog.length]).to.deep.equal([[0, 1], 3]);
    await until(() => backlog.length === 0);
    backlog.take(message(5), later());
    expect(handled).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it('lets what comes wait when a few have kept the page busy for long', async () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(64, ({data}) => {
      handled.push(data);
      busyFor(6);
    });
    const start = performance.now();
    for (let number = 0; number < 6; number++) backlog.take(message(number), Math.min(performance.now(), start + 90));
    expect(handled).to.deep.equal([0, 1, 2]);
    await until(() => handled.length === 6);
    expect(handled).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it('keeps the order when more comes while the waiting ones are handled', async () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(1, ({data}) => {
      handled.push(data);
      if ((data as number) < 3) backlog.take(message((data as number) + 10), performance.now());
    });
    for (let number = 0; number < 3; number++) backlog.take(message(number), performance.now());
    await until(() => handled.length === 6);
    expect(handled).to.deep.equal([0, 10, 1, 2, 11, 12]);
  });

  it('lets the rest of the page have its turn', async () => {
    const turns: string[] = [];
    const backlog = new Backlog(0, () => {
      busyFor(5);
      turns.push('message');
    });
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      turns.push('page');
      port2.postMessage(null);
    };
    for (let number = 0; number < 12; number++) backlog.take(message(number), performance.now());
    port2.postMessage(null);
    await until(() => backlog.length === 0);
    port1.close();
    expect(turns.join(' ')).to.match(/message.* page .*message.* page .*message/);
    expect(turns.join(' ')).to.not.include(Array(7).fill('message').join(' ')); // not every engine takes strict turns
  });

  it('goes on after one that throws', async () => {
    const handled: unknown[] = [];
    const thrown = new Promise((resolve) => {
      const {onerror} = window;
      window.onerror = (...[, , , , error]) => {
        window.onerror = onerror;
        resolve(error);
      };
    });
    const failure = new Error('from a listener');
    const backlog = new Backlog(0, ({data}) => {
      if (data === 0) throw failure;
      handled.push(data);
    });
    for (let number = 0; number < 3; number++) backlog.take(message(number), performance.now());
    expect(await thrown).to.equal(failure);
    await until(() => handled.length === 2);
    expect(handled).to.deep.equal([1, 2]);
  });

  it('forgets what waits when it is cleared, also by what is being handled', async () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(0, ({data}) => {
      handled.push(data);
      backlog.clear();
    });
    for (let number = 0; number < 3; number++) backlog.take(message(number), performance.now());
    await until(() => handled.length === 1);
    backlog.take(message(3), performance.now());
    await until(() => handled.length === 2);
    expect(handled).to.deep.equal([0, 3]);
  });
});

describe('Channel, when the peer sends faster than the page gets on', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = memoryBench();
  });

  afterEach(() => bench.dispose());

  it('serves all of it in order', async () => {
    const served: unknown[] = [];
    const {app} = await bench.connectedRawApp({serve: ({payload}) => void served.push(payload), limits: {atOnce: 5}});
    for (let number = 0; number < 20; number++) app.request('custom.thing', {number});
    await settlePromises();
    expect(served.length).to.be.below(20);
    await until(() => served.length === 20);
    expect(served).to.deep.equal(Array.from({length: 20}, (_, number) => ({number})));
  });

  it('answers 429 at once when too much waits, and serves what waits', async () => {
    const served: string[] = [];
    const {app} = await bench.connectedRawApp({
      serve: ({messageId}) => void served.push(messageId),
      limits: {atOnce: 0, backlog: 3},
    });
    const before = served.length;
    const ids = Array.from({length: 5}, () => app.request('scratchpad.create'));
    for (const id of ids.slice(3)) {
      expect((await app.answerTo(id)).payload).to.have.property('status', '429 Too Many Requests');
    }
    expect(served).to.have.length(before);
    await until(() => served.length === before + 3);
    expect(served.slice(before)).to.deep.equal(ids.slice(0, 3));
  });

  it('takes an answer that it waits for, however much waits', async () => {
    const {ehr, app} = await bench.connectedRawApp({serve: () => ({}), limits: {atOnce: 0, backlog: 3}});
    const answer = ehr.request('custom.question', {});
    const question = await app.nextRequest('custom.question');
    for (let number = 0; number < 5; number++) app.request('custom.thing');
    app.answer(question, {answered: true});
    expect(await answer).to.deep.equal({answered: true});
  });

  it('serves what a new document has sent behind its handshake', async () => {
    const served: unknown[] = [];
    const {app} = await bench.connectedRawApp({
      serve: ({payload}) => void served.push(payload),
      limits: {atOnce: 0},
    });
    const introduce = (id: string): object => ({extension: [{url: DOCUMENT_EXTENSION, valueString: id}]});
    await app.ask('status.handshake', introduce('first'));
    app.request('status.handshake', introduce('second'));
    for (let number = 0; number < 3; number++) app.request('custom.thing', {number});
    await until(() => served.length === 3);
    expect(bench.told).to.include('ehr disconnected: reload');
  });

  it('serves nothing of a document that is gone', async () => {
    const served: unknown[] = [];
    const {ehr, app} = await bench.connectedRawApp({
      serve: ({payload}) => void served.push(payload),
      limits: {atOnce: 0},
    });
    expect(ehr.peerLoaded()).to.equal(false);
    for (let number = 0; number < 5; number++) app.request('custom.thing', {number});
    await settlePromises(); // by which they have arrived, and not a turn of the page, in which they would be served
    expect(ehr.peerLoaded()).to.equal(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(served).to.deep.equal([]);
  });

  it('charges for messages that take long to be unpacked', async () => {
    const [appEnd, ehrEnd] = createTransportPair([origins.app, origins.ehr]);
    const ehr = new Channel(
      {
        send: (sent) => ehrEnd.send(sent),
        listen: (listener, options) =>
          ehrEnd.listen((incoming) => listener({...incoming, received: performance.now() - 50}), options),
      },
      {messagingHandle: 'handle', serve: () => ({}), limits: {burst: 10, perSecond: 10, maxRefusals: 10}},
    );
    const send = (): void =>
      appEnd.send({messagingHandle: 'handle', messageId: crypto.randomUUID(), messageType: 'custom.thing'});
    for (let number = 0; number < 3; number++) send();
    await settleMicrotasks();
    expect(ehr.quarantined).to.equal(false);
    for (let number = 0; number < 6; number++) send();
    await settleMicrotasks();
    expect(ehr.quarantined).to.equal(true);
    ehr.close();
  });

  it('refuses at once what the peer has no allowance left to have unpacked, instead of keeping it', async () => {
    const [appEnd, ehrEnd] = createTransportPair([origins.app, origins.ehr]);
    const ehr = new Channel(
      {
        send: (sent) => ehrEnd.send(sent),
        listen: (listener, options) =>
          ehrEnd.listen((incoming) => listener({...incoming, received: performance.now() - 30}), options),
      },
      {messagingHandle: 'handle', limits: {burst: 1, perSecond: 10, atOnce: 0}},
    );
    const app = new RawEnd(appEnd, 'handle', new AbortController().signal);
    for (let number = 0; number < 4; number++) app.request('scratchpad.create');
    for (let times = 0; times < 50; times++) await Promise.resolve(); // not long enough for a turn of what waits
    expect(app.received.map(({payload}) => (payload as {status: string}).status)).to.deep.equal(
      Array(4).fill('429 Too Many Requests'),
    );
    ehr.close();
  });

  it('does not blame the peer for a listener that keeps the page busy, and forgives it by resume()', async () => {
    const {ehr, app} = await bench.connectedRawApp({
      serve: () => {
        busyFor(100);
        return {};
      },
      limits: {burst: 20, perSecond: 100, maxRefusals: 10},
    });
    await app.ask('custom.slow');
    expect((await app.ask('scratchpad.create')).payload).to.have.property('status', '429 Too Many Requests');
    expect(ehr.quarantined).to.equal(false);
    for (let number = 0; number < 11; number++) app.send({nothing: true});
    await settleMicrotasks();
    expect(ehr.quarantined).to.equal(true);
    ehr.resume();
    expect((await app.ask('scratchpad.create')).payload).to.not.have.property('status', '429 Too Many Requests');
  });

  it('takes late answers to what was given up for no offence, up to as many as were allowed', async () => {
    const {ehr, app} = await bench.connectedRawApp({limits: {maxRefusals: 10, maxPartialResponses: 30}});
    const controller = new AbortController();
    const aborted = rejection(ehr.request('custom.stream', {}, {signal: controller.signal}));
    const question = await app.nextRequest('custom.stream');
    controller.abort();
    expect((await aborted).code).to.equal('aborted');
    const partial = {additionalResponsesExpected: true};
    for (let number = 0; number < 30; number++) app.answer(question, {number}, partial);
    await settleMicrotasks();
    expect(ehr.quarantined).to.equal(false);
    for (let number = 0; number < 11; number++) app.answer(question, {number}, partial);
    await settleMicrotasks();
    expect(ehr.quarantined).to.equal(true);
  });

  it('does not serve what waits once its origin is not allowed any more', async () => {
    const [appEnd, ehrEnd] = createTransportPair([origins.app, origins.ehr]);
    const allowed = new Set([origins.app]);
    const served: unknown[] = [];
    const reasons: unknown[] = [];
    const ehr = new Channel(
      {
        send: (sent) => ehrEnd.send(sent),
        listen: (listener, options) =>
          ehrEnd.listen((incoming) => {
            listener(incoming);
            allowed.clear();
          }, options),
        allows: (origin) => allowed.has(origin),
      },
      {
        messagingHandle: 'handle',
        serve: ({messageId}) => void served.push(messageId),
        onMessage: ({reason}) => reasons.push(reason),
        limits: {atOnce: 0},
      },
    );
    new RawEnd(appEnd, 'handle', new AbortController().signal).request('custom.thing');
    await until(() => reasons.length > 0);
    expect([served, reasons]).to.deep.equal([[], ['origin']]);
    ehr.close();
  });

  it('sends its handshake ahead of what waited for the transport', async () => {
    const sent: unknown[] = [];
    const channel = new Channel(undefined, {messagingHandle: 'handle', skipHandshake: true});
    void channel.request('custom.thing', {}).catch(() => undefined);
    channel.attach({send: (message) => sent.push(message), listen: () => undefined});
    void channel.connect().catch(() => undefined);
    await settleMicrotasks();
    expect(sent.map((message) => (message as {messageType: string}).messageType)).to.deep.equal([
      'status.handshake',
      'custom.thing',
    ]);
    channel.close();
  });
});
