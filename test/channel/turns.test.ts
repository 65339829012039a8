import {expect} from '@open-wc/testing';
import {Channel, type ServedRequest} from '../../components/channel/index.js';
import {DOCUMENT_EXTENSION} from '../../components/protocol/messages.js';
import {Turns} from '../../components/transport/turns.js';
import {createTransportPair} from '../../components/testing/index.js';
import {settlePromises} from '../support/turns.js';
import {until, type Bench} from '../support/bench.js';
import {settleMicrotasks} from '../support/clock.js';
import {memoryBench, origins} from '../support/memory-bench.js';
import {RawEnd} from '../support/raw-end.js';
import {rejection} from '../support/rejection.js';

const busyFor = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

describe('Turns', () => {
  let handled: unknown[];

  beforeEach(() => {
    handled = [];
  });

  /** Takes so many, each of which keeps the page busy for so long. */
  const take = (turns: Turns, numbers: number, milliseconds = 0): void => {
    for (let number = 0; number < numbers; number++) {
      turns.take((isTooMuch) => {
        handled.push(isTooMuch ? `${number} refused` : number);
        busyFor(milliseconds);
      });
    }
  };

  it('handles at once what keeps the page busy for a short time only', () => {
    take(new Turns(), 5);
    expect(handled).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('lets the rest wait once the page has been busy for 8 ms, and handles it in order', async () => {
    const turns = new Turns();
    take(turns, 6, 9);
    expect([handled, turns.length]).to.deep.equal([[0], 5]);
    await until(() => turns.length === 0);
    expect(handled).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it('handles at once again when the page has had as long for itself', async () => {
    const turns = new Turns();
    take(turns, 1, 20);
    await new Promise((resolve) => setTimeout(resolve, 300));
    take(turns, 1);
    expect(handled).to.deep.equal([0, 0]);
  });

  it('has what comes behind what waits wait, too', async () => {
    const turns = new Turns();
    turns.take(() => {
      busyFor(10);
      take(turns, 3);
    });
    take(turns, 1);
    await until(() => turns.length === 0);
    expect(handled).to.deep.equal([0, 1, 2, 0]);
  });

  it('lets the rest of the page, and what comes from others, by', async () => {
    const seen: string[] = [];
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      seen.push('page');
      port2.postMessage(null);
    };
    const [busy, other] = [new Turns(), new Turns()];
    const work = (): void => {
      busyFor(9);
      seen.push('busy');
    };
    for (let number = 0; number < 8; number++) busy.take(work);
    other.take(() => seen.push('other'));
    port2.postMessage(null);
    await until(() => busy.length === 0);
    port1.close();
    expect(seen.indexOf('other')).to.equal(1);
    expect(seen.join(' ')).to.match(/busy.* page .*busy.* page .*busy/);
  });

  it('takes the others in between where several have something waiting', async () => {
    const seen: string[] = [];
    const all = ['a', 'b', 'c'].map((name) => [name, new Turns()] as const);
    for (const [name, turns] of all) {
      for (let number = 0; number < 4; number++) {
        turns.take(() => {
          busyFor(9);
          seen.push(name);
        });
      }
    }
    await until(() => seen.length === 12);
    expect(seen.join('')).to.equal('abcabcabcabc');
  });

  it('reads the oldest in vain where too many wait', async () => {
    const turns = new Turns();
    turns.most = 3;
    take(turns, 6, 10);
    await until(() => turns.length === 0);
    expect(handled).to.deep.equal([0, '1 refused', '2 refused', 3, 4, 5]);
  });

  it('drops the newest unread where too many wait of somebody who has had more than half of the page', async () => {
    const turns = new Turns();
    let dropped = 0;
    Object.assign(turns, {most: 2, onDropped: () => dropped++});
    take(turns, 1, 600);
    take(turns, 6);
    expect([turns.length, dropped, handled]).to.deep.equal([2, 4, [0]]);
    await until(() => turns.length === 0);
    expect(handled).to.deep.equal([0, 0, 1]);
  });

  it('pauses somebody who has had more than half of the page, and nobody else', async () => {
    const turns = new Turns();
    take(turns, 1, 600);
    take(turns, 40, 5);
    const begin = performance.now();
    const other = new Turns();
    let waited = 0;
    other.take(() => (waited = performance.now() - begin));
    await until(() => turns.length === 0);
    expect(waited).to.be.below(50);
    expect(performance.now() - begin).to.be.above(300);
  });

  it('goes on after one that throws', async () => {
    const thrown = new Promise((resolve) => {
      const {onerror} = window;
      window.onerror = (...[, , , , error]) => {
        window.onerror = onerror;
        resolve(error);
      };
    });
    const failure = new Error('from a listener');
    const turns = new Turns();
    take(turns, 1, 10);
    turns.take(() => {
      throw failure;
    });
    take(turns, 2);
    expect(await thrown).to.equal(failure);
    await until(() => turns.length === 0);
    expect(handled).to.deep.equal([0, 0, 1]);
  });

  it('forgets what waits when it is cleared, also by what is being handled', async () => {
    const turns = new Turns();
    turns.take(() => busyFor(10));
    turns.take(() => {
      handled.push('the one that clears');
      turns.clear();
    });
    take(turns, 3);
    await until(() => handled.length === 1);
    take(turns, 1);
    await until(() => handled.length === 2);
    expect(handled).to.deep.equal(['the one that clears', 0]);
  });

  it('calls back once what has come by now is handled', async () => {
    const turns = new Turns();
    turns.take(() => busyFor(10));
    turns.afterWaiting(() => handled.push('after'));
    take(turns, 3, 1);
    await until(() => handled.includes('after'));
    expect(handled).to.deep.equal([0, 1, 2, 'after']);
  });
});

/** A listener that keeps the page busy for more than a turn. */
const slowly =
  (serve: (request: ServedRequest) => unknown) =>
  (request: ServedRequest): object => {
    serve(request);
    busyFor(9);
    return {};
  };

describe('Channel, when the peer sends faster than the page gets on', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = memoryBench();
  });

  afterEach(() => bench.dispose());

  it('serves all of it in order', async () => {
    const served: unknown[] = [];
    const {app} = await bench.connectedRawApp({serve: slowly(({payload}) => served.push(payload))});
    for (let number = 0; number < 20; number++) app.request('custom.thing', {number});
    await settlePromises();
    expect(served.length).to.be.below(20);
    await until(() => served.length === 20);
    expect(served).to.deep.equal(Array.from({length: 20}, (_, number) => ({number})));
  });

  it('answers 429 to the oldest when too much waits, and serves the others', async () => {
    const served: string[] = [];
    const {app} = await bench.connectedRawApp({
      serve: slowly(({messageId}) => served.push(messageId)),
      limits: {backlog: 3},
    });
    const ids = Array.from({length: 6}, () => app.request('scratchpad.create'));
    for (const id of ids.slice(1, 3)) {
      expect((await app.answerTo(id)).payload).to.have.property('status', '429 Too Many Requests');
    }
    await until(() => served.length === 4);
    expect(served).to.deep.equal([ids[0], ...ids.slice(3)]);
  });

  it('takes an answer behind requests that wait', async () => {
    const {ehr, app} = await bench.connectedRawApp({serve: slowly(() => undefined)});
    const answer = ehr.request('custom.question', {});
    const question = await app.nextRequest('custom.question');
    for (let number = 0; number < 5; number++) app.request('custom.thing');
    app.answer(question, {answered: true});
    expect(await answer).to.deep.equal({answered: true});
  });

  it('serves what a new document has sent behind its handshake', async () => {
    const served: unknown[] = [];
    const {app} = await bench.connectedRawApp({
      serve: slowly(({payload}) => served.push(payload)),
    });
    const introduce = (id: string): object => ({extension: [{url: DOCUMENT_EXTENSION, valueString: id}]});
    await app.ask('status.handshake', introduce('first'));
    app.request('status.handshake', introduce('second'));
    for (let number = 0; number < 3; number++) app.request('custom.thing', {number});
    await until(() => served.length === 3);
    expect(bench.told).to.include('ehr disconnected: reload');
  });

  it('serves nothing that waited of a document that is gone', async () => {
    const served: unknown[] = [];
    const {ehr, app} = await bench.connectedRawApp({
      serve: slowly(({payload}) => served.push(payload)),
    });
    expect(ehr.peerLoaded()).to.equal(false);
    for (let number = 0; number < 5; number++) app.request('custom.thing', {number});
    await settlePromises(); // by which they have arrived, and not a turn of the page, in which they would be served
    expect(ehr.peerLoaded()).to.equal(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(served).to.deep.equal([{number: 0}]);
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
            if (served.length > 0) allowed.clear();
          }, options),
        allows: (origin) => allowed.has(origin),
      },
      {
        messagingHandle: 'handle',
        serve: slowly(({messageId}) => served.push(messageId)),
        onMessage: ({reason}) => reasons.push(reason),
      },
    );
    const app = new RawEnd(appEnd, 'handle', new AbortController().signal);
    for (let number = 0; number < 2; number++) app.request('custom.thing');
    await until(() => reasons.includes('origin'));
    expect(served).to.have.length(1);
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
