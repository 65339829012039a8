import {expect} from '@open-wc/testing';
import {Channel, type Incoming, type ListenOptions, type Transport} from '../../components/channel/index.js';
import {createTransportPair} from '../../components/testing/index.js';
import {until} from '../support/bench.js';
import {settleMicrotasks} from '../support/clock.js';
import {RawEnd} from '../support/raw-end.js';
import {rejection} from '../support/rejection.js';

/** A transport that a test speaks through, with any origin and at any time. */
class ManualTransport implements Transport {
  readonly sent: Array<Record<string, unknown>> = [];
  listener: ((incoming: Incoming) => void) | undefined;
  options: ListenOptions | undefined;

  send(message: object): void {
    this.sent.push(message as Record<string, unknown>);
  }

  listen(listener: (incoming: Incoming) => void, options: ListenOptions): void {
    this.listener = listener;
    this.options = options;
  }

  request(origin: string, messageId = 'id-1', messageType = 'custom.thing'): void {
    this.listener?.({data: {messagingHandle: 'h', messageId, messageType, payload: {}}, origin});
  }
}

describe('Channel and its transport', () => {
  it('keeps requests for a transport that is attached later', async () => {
    const [app, ehr] = createTransportPair();
    const channel = new Channel(undefined, {messagingHandle: 'h'});
    const answered = channel.request('custom.thing', {});
    new Channel(ehr, {messagingHandle: 'h', serve: () => ({ok: true})});
    channel.attach(app);
    await channel.connect();
    expect(await answered).to.deep.equal({ok: true});
  });

  it('sends what waits as soon as there is a transport when the handshake is skipped', async () => {
    const [app, ehr] = createTransportPair();
    const channel = new Channel(undefined, {messagingHandle: 'h', skipHandshake: true});
    const answered = channel.request('custom.thing', {});
    new Channel(ehr, {messagingHandle: 'h', serve: () => ({ok: true})});
    channel.attach(app);
    expect(await answered).to.deep.equal({ok: true});
    expect(channel.connected).to.equal(true);
  });

  it('takes one transport, the first', () => {
    const [first, second] = [new ManualTransport(), new ManualTransport()];
    const channel = new Channel(first, {messagingHandle: 'h'});
    channel.attach(second);
    expect([first.listener !== undefined, second.listener]).to.deep.equal([true, undefined]);
  });

  for (const byPort of [true, false]) {
    it(`takes another document's handshake ${byPort ? 'by a port for one that came too late' : 'for a new document'}`, () => {
      const transport = new ManualTransport();
      const disconnected: string[] = [];
      const rejected: Array<string | undefined> = [];
      const channel = new Channel(transport, {
        messagingHandle: 'h',
        onDisconnect: (reason) => disconnected.push(reason),
        onMessage: ({outcome, reason}) => outcome === 'rejected' && rejected.push(reason),
      });
      const origin = 'https://app.example.org';
      const handshakeOf = (id: string): Record<string, unknown> => ({
        messagingHandle: 'h',
        messageId: id,
        messageType: 'status.handshake',
        payload: {extension: [{url: 'urn:smart-web-messaging-elements:document', valueString: id}]},
      });
      transport.listener?.({data: handshakeOf('new'), origin});
      transport.listener?.({data: handshakeOf('new'), origin, byPort});
      transport.listener?.({data: handshakeOf('old'), origin, byPort});
      expect([disconnected, rejected]).to.deep.equal(
        byPort ? [[], ['duplicate', 'unmatched']] : [['reload'], ['duplicate']],
      );
      channel.close();
    });
  }

  it('takes no transport after the end', () => {
    const transport = new ManualTransport();
    const channel = new Channel(undefined, {messagingHandle: 'h'});
    channel.close();
    channel.attach(transport);
    expect(transport.listener).to.equal(undefined);
  });

  it('claims requests with its handle and answers to its own requests', async () => {
    const transport = new ManualTransport();
    const channel = new Channel(transport, {messagingHandle: 'h', skipHandshake: true});
    void channel.connect();
    channel.request('custom.thing', {}).catch(() => undefined);
    const claims = transport.options?.claims;
    const [handshake, request] = transport.sent;
    expect(claims?.({messagingHandle: 'h'})).to.equal(true);
    expect(claims?.({messagingHandle: 'other'})).to.equal(false);
    expect(claims?.({responseToMessageId: handshake?.['messageId']})).to.equal(true);
    expect(claims?.({responseToMessageId: request?.['messageId']})).to.equal(true);
    expect(claims?.({responseToMessageId: 'other'})).to.equal(false);
    expect(claims?.('text')).to.equal(false);
    channel.close();
  });

  it('takes a message from another origin for another document', () => {
    const told: string[] = [];
    const transport = new ManualTransport();
    new Channel(transport, {
      messagingHandle: 'h',
      onConnect: (_, origin) => told.push(`connected ${origin}`),
      onDisconnect: (reason) => told.push(reason),
    });
    transport.request('https://one.example.org');
    transport.request('https://two.example.org');
    expect(told).to.deep.equal([
      'connected https://one.example.org',
      'navigation',
      'connected https://two.example.org',
    ]);
  });

  it('does not let a document of another origin answer for the one before', async () => {
    const transport = new ManualTransport();
    const channel = new Channel(transport, {messagingHandle: 'h'});
    transport.request('https://one.example.org');
    const failed = rejection(channel.request('custom.mine', {}));
    const asked = transport.sent.at(-1);
    const data = {messageId: 'x', responseToMessageId: asked?.['messageId'], payload: {stolen: true}};
    transport.listener?.({data, origin: 'https://two.example.org'});
    expect((await failed).code).to.equal('disconnected');
  });

  it('goes on asking for a handshake when the origin changes meanwhile', async () => {
    const transport = new ManualTransport();
    const channel = new Channel(transport, {messagingHandle: 'h'});
    const wrong = {messagingHandle: 'wrong', messageId: 'id-1', messageType: 'custom.thing'};
    transport.listener?.({data: wrong, origin: 'https://one.example.org'});
    const connected = channel.connect();
    transport.listener?.({data: wrong, origin: 'https://two.example.org'});
    const asked = transport.sent.filter(({messageType}) => messageType === 'status.handshake').at(-1);
    const data = {messageId: 'x', responseToMessageId: asked?.['messageId'], payload: {}};
    transport.listener?.({data, origin: 'https://two.example.org'});
    expect(await connected).to.deep.equal({});
  });

  it('reports what a transport stops', () => {
    const reports: object[] = [];
    const transport = new ManualTransport();
    new Channel(transport, {messagingHandle: 'h', onMessage: (report) => reports.push(report)});
    const stopped = {
      data: {messagingHandle: 'h'},
      origin: 'https://x.example.org',
      reason: 'source',
      expected: [],
    } as const;
    transport.options?.onRejected?.(stopped);
    expect(reports).to.deep.equal([
      {
        direction: 'in',
        message: {messagingHandle: '***'},
        outcome: 'rejected',
        origin: 'https://x.example.org',
        reason: 'source',
        expected: [],
      },
    ]);
  });

  it('drops an answer that guesses the id of a request not sent yet', async () => {
    const transport = new ManualTransport();
    const known = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
    const reasons: unknown[] = [];
    crypto.randomUUID = () => known;
    const channel = new Channel(transport, {messagingHandle: 'h', onMessage: ({reason}) => reasons.push(reason)});
    const failed = rejection(channel.request('custom.thing', {}));
    Reflect.deleteProperty(crypto, 'randomUUID');
    transport.listener?.({data: {messageId: 'x', responseToMessageId: `${known}-1`, payload: {}}, origin: ''});
    expect(reasons).to.deep.equal(['unmatched']);
    channel.close();
    expect((await failed).code).to.equal('disconnected');
  });
});

describe('createTransportPair', () => {
  it('delivers copies, later, in order', async () => {
    const [first, second] = createTransportPair();
    const controller = new AbortController();
    const end = new RawEnd(second, 'h', controller.signal);
    const message = {n: 1};
    first.send(message);
    message.n = 2;
    first.send(message);
    expect(end.received).to.deep.equal([]);
    await settleMicrotasks();
    expect(end.received).to.deep.equal([{n: 1}, {n: 2}]);
  });

  it('throws on what cannot be cloned', () => {
    const [first] = createTransportPair();
    expect(() => first.send({f: () => undefined}))
      .to.throw(DOMException)
      .with.property('name', 'DataCloneError');
  });

  it('transfers what is to be transferred', async () => {
    const [first, second] = createTransportPair();
    const controller = new AbortController();
    const end = new RawEnd(second, 'h', controller.signal);
    const buffer = new ArrayBuffer(8);
    first.send({buffer}, [buffer]);
    await until(() => end.received.length > 0);
    expect([buffer.byteLength, (end.received[0]?.['buffer'] as ArrayBuffer).byteLength]).to.deep.equal([0, 8]);
  });

  it('delivers nothing to a listener whose signal has aborted, before or after it listened', async () => {
    const [first, second] = createTransportPair();
    const controller = new AbortController();
    const ends = [new RawEnd(second, 'h', controller.signal), new RawEnd(second, 'h', AbortSignal.abort())];
    first.send({});
    controller.abort();
    await settleMicrotasks();
    expect(ends.map(({received}) => received)).to.deep.equal([[], []]);
  });
});
