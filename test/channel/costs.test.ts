import {expect} from '@open-wc/testing';
import {Channel, type MessageReport, type ServedRequest} from '../../components/channel/index.js';
import {createTransportPair} from '../../components/testing/index.js';
import {DOCUMENT_EXTENSION} from '../../components/protocol/messages.js';
import {Bench} from '../support/bench.js';
import {settleMicrotasks} from '../support/clock.js';
import {eventually} from '../support/eventually.js';
import {memoryBench, origins} from '../support/memory-bench.js';
import {withUncaughtErrors} from '../support/elements.js';

describe('Channel, what the peer may cost', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = memoryBench();
  });

  afterEach(() => bench.dispose());

  const handshakeOf = (id: string): object => ({extension: [{url: DOCUMENT_EXTENSION, valueString: id}]});

  it('counts what is being answered for all documents together', async () => {
    const served: ServedRequest[] = [];
    const serve = (request: ServedRequest): Promise<object> => {
      served.push(request);
      return new Promise(() => undefined);
    };
    const {app} = await bench.connectedRawApp({serve, limits: {inFlight: 5}});
    for (const id of ['first', 'second', 'third', 'fourth']) {
      await app.ask('status.handshake', handshakeOf(id));
      for (let number = 0; number < 5; number++) {
        app.request('scratchpad.create', {}, {messageId: `${id}-${number}`});
      }
    }
    const answers = (): typeof app.received => app.received.filter((message) => 'responseToMessageId' in message);
    await eventually('15 answers', () => answers().length >= 15);
    expect(answers()).to.have.lengthOf(15);
    expect(bench.told.filter((fact) => fact === 'ehr disconnected: reload')).to.have.lengthOf(3);
    expect(served.map(({messageId}) => messageId)).to.deep.equal([0, 1, 2, 3, 4].map((number) => `first-${number}`));
    for (const {payload} of answers()) expect(payload).to.have.property('status', '429 Too Many Requests');
  });

  it('makes room again once what an earlier document asked has come to its end', async () => {
    const ends: Array<(payload: object) => void> = [];
    const serve = (): Promise<object> => new Promise((resolve) => ends.push(resolve));
    const {app} = await bench.connectedRawApp({serve, limits: {inFlight: 1}});
    await app.ask('status.handshake', handshakeOf('first'));
    app.request('custom.slow');
    await app.ask('status.handshake', handshakeOf('second'));
    expect((await app.ask('custom.thing')).payload).to.have.property('outcome');
    ends.shift()?.({});
    await settleMicrotasks();
    const id = app.request('custom.thing');
    await settleMicrotasks();
    ends.shift()?.({ok: true});
    expect((await app.answerTo(id)).payload).to.deep.equal({ok: true});
  });

  const answersTo = (received: object[], id: string): object[] =>
    received.filter((message) => 'responseToMessageId' in message && message.responseToMessageId === id);

  it('answers a request once that is repeated over the limit while it is being answered', async () => {
    let end: (payload: object) => void = () => undefined;
    const serve = (): Promise<object> => new Promise((resolve) => (end = resolve));
    bench.ehr({serve, limits: {ofType: {'custom.thing': 1}}});
    const app = bench.rawApp();
    const id = app.request('custom.thing');
    for (let number = 0; number < 5; number++) app.request('custom.thing', {}, {messageId: id});
    await settleMicrotasks();
    expect(answersTo(app.received, id)).to.deep.equal([]);
    end({ok: true});
    await settleMicrotasks();
    expect(answersTo(app.received, id).map((answer) => (answer as {payload: object}).payload)).to.deep.equal([
      {ok: true},
    ]);
  });

  it('serves a request once that is repeated over the limit, or with another handle, after its answer', async () => {
    bench.ehr({serve: () => ({ok: true}), limits: {ofType: {'custom.thing': 2}}});
    const app = bench.rawApp();
    const id = app.request('custom.thing');
    await settleMicrotasks();
    app.request('custom.thing', {}, {messageId: id, messagingHandle: 'another'});
    for (let number = 0; number < 5; number++) app.request('custom.thing', {}, {messageId: id});
    await settleMicrotasks();
    expect(answersTo(app.received, id).map((answer) => (answer as {payload: object}).payload)).to.deep.equal([
      ...Array<object>(6).fill({ok: true}),
    ]);
    const reasons = bench.ehrReports.filter(({direction, reason}) => direction === 'in' && reason).map((r) => r.reason);
    expect(reasons).to.deep.equal(['handle', ...Array<string>(5).fill('duplicate')]);
  });

  it('answers what is new over the limit, each with 429', async () => {
    bench.ehr({serve: () => ({ok: true}), limits: {ofType: {'scratchpad.create': 1}}});
    const app = bench.rawApp();
    expect((await app.ask('scratchpad.create')).payload).to.deep.equal({ok: true});
    expect((await app.ask('scratchpad.create')).payload).to.have.property('status', '429 Too Many Requests');
  });
});

describe('Channel with an onMessage that throws', () => {
  it('connects and answers all the same, both ways, and the errors are told to the page', async () => {
    const [app, ehr] = createTransportPair([origins.app, origins.ehr]);
    const bench = new Bench({
      app: {Channel, transport: app, origin: origins.app},
      ehr: {Channel, transport: ehr, origin: origins.ehr},
      settled: settleMicrotasks,
      dispose: settleMicrotasks,
    });
    const reports: MessageReport[] = [];
    const onMessage = (report: MessageReport): never => {
      reports.push(report);
      throw new Error('from onMessage');
    };
    const errors = await withUncaughtErrors(async () => {
      const ends = await bench.connected(
        {onMessage, serve: () => ({of: 'ehr'})},
        {onMessage, serve: () => ({of: 'app'})},
      );
      expect(await ends.app.request('custom.thing', {})).to.deep.equal({of: 'ehr'});
      expect(await ends.ehr.request('custom.thing', {})).to.deep.equal({of: 'app'});
      expect([ends.app.connected, ends.ehr.connected]).to.deep.equal([true, true]);
      await settleMicrotasks();
    });
    expect(bench.told).to.have.members(['ehr connected', 'app connected']);
    expect(reports).to.have.lengthOf(12);
    expect(errors.map((error) => (error as Error).message)).to.deep.equal(reports.map(() => 'from onMessage'));
    await bench.dispose();
  });
});
