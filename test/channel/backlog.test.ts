import {expect} from '@open-wc/testing';
import {Backlog} from '../../components/channel/backlog.js';
import {Channel} from '../../components/channel/index.js';
import {DOCUMENT_EXTENSION} from '../../components/protocol/messages.js';
import {createTransportPair} from '../../components/testing/index.js';
import {Bench, until} from '../support/bench.js';
import {settleMicrotasks} from '../support/clock.js';

const message = (number: number): {data: number; origin: string} => ({data: number, origin: ''});

const busyFor = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

describe('Backlog', () => {
  it('handles at once what does not come too fast', () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(2, ({data}) => handled.push(data));
    [0, 1, 101, 102, 202].forEach((now, number) => backlog.take(message(number), now));
    expect(handled).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('handles what comes too fast later, in order, and then at once again', async () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(2, ({data}) => handled.push(data));
    for (let number = 0; number < 5; number++) backlog.take(message(number), 0);
    expect([handled, backlog.length]).to.deep.equal([[0, 1], 3]);
    await until(() => backlog.length === 0);
    backlog.take(message(5), 0);
    expect(handled).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it('keeps the order when more comes while the waiting ones are handled', async () => {
    const handled: unknown[] = [];
    const backlog = new Backlog(1, ({data}) => {
      handled.push(data);
      if ((data as number) < 3) backlog.take(message((data as number) + 10), 0);
    });
    for (let number = 0; number < 3; number++) backlog.take(message(number), 0);
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
    for (let number = 0; number < 12; number++) backlog.take(message(number), 0);
    port2.postMessage(null);
    await until(() => backlog.length === 0);
    port1.close();
    expect(turns.join(' ')).to.match(/message.* page .*message.* page .*message/);
    expect(turns.join(' ')).to.not.include('message message message message');
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
    for (let number = 0; number < 3; number++) backlog.take(message(number), 0);
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
    for (let number = 0; number < 3; number++) backlog.take(message(number), 0);
    await until(() => handled.length === 1);
    backlog.take(message(3), 0);
    await until(() => handled.length === 2);
    expect(handled).to.deep.equal([0, 3]);
  });
});

describe('Channel, when the peer sends faster than the page gets on', () => {
  const origins = {app: 'https://app.example.org', ehr: 'https://ehr.example.org'};
  let bench: Bench;

  beforeEach(() => {
    const [app, ehr] = createTransportPair([origins.app, origins.ehr]);
    bench = new Bench({
      app: {Channel, transport: app, origin: origins.app},
      ehr: {Channel, transport: ehr, origin: origins.ehr},
      settled: settleMicrotasks,
      dispose: settleMicrotasks,
    });
  });

  afterEach(() => bench.dispose());

  it('serves all of it in order', async () => {
    const served: unknown[] = [];
    const {app} = await bench.connectedRawApp({serve: ({payload}) => void served.push(payload), limits: {atOnce: 5}});
    for (let number = 0; number < 20; number++) app.request('custom.thing', {number});
    await settleMicrotasks();
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
    await settleMicrotasks();
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
      {messagingHandle: 'handle', serve: () => ({}), limits: {burst: 10, perSecond: 10, strikes: 10}},
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
});
