import {expect} from '@open-wc/testing';
import {
  Channel,
  SmartMessagingError,
  type ChannelOptions,
  type Incoming,
  type Transport,
} from '../../components/channel/index.js';
import {withUncaughtErrors} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {settleMicrotasks} from '../support/clock.js';

type Sent = Record<string, unknown> & {messageId: string; messageType?: string; responseToMessageId?: string};

/** A transport whose `send()` throws while it has an error to throw. */
class FragileTransport implements Transport {
  error: unknown;
  readonly sent: Sent[] = [];
  #listener: ((incoming: Incoming) => void) | undefined;

  send(message: object): void {
    if (this.error !== undefined) throw this.error;
    this.sent.push(message as Sent);
  }

  listen(listener: (incoming: Incoming) => void): void {
    this.#listener = listener;
  }

  deliver(data: object): void {
    this.#listener?.({data, origin: ''});
  }

  request(messageType: string, payload: unknown = {}, messageId: string = crypto.randomUUID()): void {
    this.deliver({messagingHandle: 'h', messageId, messageType, payload});
  }
}

const broken = new TypeError('The socket is closed.');

function channelOver(options: Partial<ChannelOptions> = {}): {
  channel: Channel;
  transport: FragileTransport;
  errors: SmartMessagingError[];
} {
  const transport = new FragileTransport();
  const errors: SmartMessagingError[] = [];
  const onError = (error: SmartMessagingError): void => void errors.push(error);
  const channel = new Channel(transport, {messagingHandle: 'h', onError, ...options});
  return {channel, transport, errors};
}

describe('A transport whose send() throws', () => {
  for (const [what, error, code] of [
    ['any error', broken, 'unavailable'],
    ['no error at all', 'closed', 'unavailable'],
    ['a DataCloneError', new DOMException('A Map is not JSON.', 'DataCloneError'), 'not-cloneable'],
    ['a typed error', new SmartMessagingError('limit', 'The line is full. Wait.'), 'limit'],
  ] as const) {
    it(`fails a request with ${code} for ${what}, and keeps nothing of it`, async () => {
      const {channel, transport} = channelOver({skipHandshake: true, limits: {inFlight: 1}});
      transport.error = error;
      for (let count = 0; count < 3; count++) {
        const failed = await rejection(channel.request('custom.thing', {}));
        expect(failed).to.be.instanceOf(SmartMessagingError);
        expect([failed.code, failed.cause, failed.messageType]).to.deep.equal([code, error, 'custom.thing']);
      }
      transport.error = undefined;
      const answered = channel.request('custom.thing', {});
      transport.deliver({messageId: '1', responseToMessageId: transport.sent[0]!.messageId, payload: {ok: true}});
      expect(await answered).to.deep.equal({ok: true});
    });
  }

  it('fails the requests that waited for the connection, and the connection stays', async () => {
    const {channel, transport} = channelOver();
    const waiting = [channel.request('first.thing', {}), channel.request('second.thing', {})];
    transport.error = broken;
    transport.request('custom.thing');
    for (const request of waiting) {
      expect((await rejection(request)).code).to.equal('unavailable');
    }
    expect(channel.connected).to.equal(true);
  });

  it('blames the payload where a getter of it throws', async () => {
    const {channel, transport} = channelOver({skipHandshake: true});
    transport.error = broken;
    const payload = {
      get secret(): string {
        throw new Error('Not yours.');
      },
    };
    expect((await rejection(channel.request('custom.thing', payload))).code).to.equal('not-cloneable');
  });

  const asked: Record<string, (transport: FragileTransport) => void> = {
    'an answer by a listener': (transport) => transport.request('custom.thing', {}, 'id'),
    'a refusal for the handle': (transport) =>
      transport.deliver({messagingHandle: 'x', messageId: 'id', messageType: 'custom.thing', payload: {}}),
    'a refusal for the scope': (transport) => transport.request('forbidden.thing', {}, 'id'),
    'a refusal for the payload': (transport) => transport.request('custom.thing', 7, 'id'),
    'an answer to a handshake': (transport) => transport.request('status.handshake', {}, 'id'),
  };
  for (const [what, ask] of Object.entries(asked)) {
    it(`is one typed error where ${what} cannot be sent, and the same request is answered later`, async () => {
      const {transport, errors} = channelOver({
        serve: async () => Promise.resolve({ok: true}),
        authorize: (messageType) => messageType !== 'forbidden.thing',
      });
      const uncaught = await withUncaughtErrors(async () => {
        transport.error = broken;
        ask(transport);
        await settleMicrotasks();
      });
      expect(uncaught).to.deep.equal([]);
      expect(errors.map(({code, cause, messageId}) => [code, cause, messageId])).to.deep.equal([
        ['unavailable', broken, 'id'],
      ]);
      transport.error = undefined;
      ask(transport);
      await settleMicrotasks();
      expect(transport.sent.map(({responseToMessageId}) => responseToMessageId)).to.deep.equal(['id']);
    });
  }

  it('ends an iterable whose partial answer cannot be sent', async () => {
    let ended = false;
    const {transport, errors} = channelOver({
      serve: async function* () {
        try {
          yield {part: 1};
          await Promise.resolve();
          yield {part: 2};
        } finally {
          ended = true;
        }
      },
    });
    transport.error = broken;
    transport.request('custom.thing');
    await settleMicrotasks();
    expect(ended).to.equal(true);
    expect(errors.map(({code}) => code)).to.deep.equal(['unavailable']);
  });

  it('does not end the attempts at a handshake, and is the reason when all of them failed', async () => {
    const {channel, transport} = channelOver({connectTimeout: 150});
    transport.error = broken;
    const uncaught = await withUncaughtErrors(async () => {
      const failed = await rejection(channel.connect());
      expect([failed.code, failed.cause, failed.messageType]).to.deep.equal([
        'unavailable',
        broken,
        'status.handshake',
      ]);
    });
    expect(uncaught).to.deep.equal([]);
    const connected = channel.connect();
    transport.error = undefined;
    transport.request('status.handshake');
    await connected;
    expect(channel.connected).to.equal(true);
  });

  it('says that nothing came where the last attempt was sent', async () => {
    const {channel, transport} = channelOver({connectTimeout: 150});
    transport.error = broken;
    const connected = channel.connect();
    transport.error = undefined;
    expect((await rejection(connected)).code).to.equal('timeout');
  });
});

/** The same, with a `send()` that returns a promise. */
function asyncTransport(): FragileTransport {
  const transport = new FragileTransport();
  const send = async (message: object): Promise<void> => {
    FragileTransport.prototype.send.call(transport, message);
    return Promise.resolve();
  };
  return Object.assign(transport, {send});
}

describe('A transport whose send() rejects', () => {
  let transport: FragileTransport;
  let errors: SmartMessagingError[];
  let uncaught: unknown[];
  const channelOf = (options: Partial<ChannelOptions> = {}): Channel =>
    new Channel(transport, {messagingHandle: 'h', onError: (error) => void errors.push(error), ...options});

  beforeEach(() => {
    transport = asyncTransport();
    errors = [];
    uncaught = [];
    addEventListener('unhandledrejection', notice);
  });
  afterEach(() => removeEventListener('unhandledrejection', notice));
  const notice = (event: PromiseRejectionEvent): void => {
    event.preventDefault();
    uncaught.push(event.reason);
  };
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

  it('fails the request, and keeps nothing of it', async () => {
    const channel = channelOf({skipHandshake: true, limits: {inFlight: 1}});
    transport.error = broken;
    for (let count = 0; count < 3; count++) {
      const failed = await rejection(channel.request('custom.thing', {}));
      expect([failed.code, failed.cause, failed.messageType]).to.deep.equal(['unavailable', broken, 'custom.thing']);
    }
    await settle();
    expect(uncaught).to.deep.equal([]);
  });

  it('blames the payload where that cannot be carried', async () => {
    const channel = channelOf({skipHandshake: true});
    transport.error = new DOMException('A Map is not JSON.', 'DataCloneError');
    expect((await rejection(channel.request('custom.thing', {}))).code).to.equal('not-cloneable');
  });

  it('is the reason when all attempts at a handshake failed', async () => {
    const channel = channelOf({connectTimeout: 150});
    transport.error = broken;
    const failed = await rejection(channel.connect());
    expect([failed.code, failed.cause, failed.messageType]).to.deep.equal(['unavailable', broken, 'status.handshake']);
    await settle();
    expect(uncaught).to.deep.equal([]);
  });

  const asked: Record<string, (transport: FragileTransport) => void> = {
    'an answer by a listener': (transport) => transport.request('custom.thing', {}, 'id'),
    'a refusal for the scope': (transport) => transport.request('forbidden.thing', {}, 'id'),
    'an answer to a handshake': (transport) => transport.request('status.handshake', {}, 'id'),
  };
  for (const [what, ask] of Object.entries(asked)) {
    it(`is one typed error where ${what} was not sent, and the same request is answered later`, async () => {
      channelOf({serve: () => ({ok: true}), authorize: (messageType) => messageType !== 'forbidden.thing'});
      transport.error = broken;
      ask(transport);
      await settle();
      expect(uncaught).to.deep.equal([]);
      expect(errors.map(({code, cause, messageId}) => [code, cause, messageId])).to.deep.equal([
        ['unavailable', broken, 'id'],
      ]);
      transport.error = undefined;
      ask(transport);
      await settle();
      expect(transport.sent.map(({responseToMessageId}) => responseToMessageId)).to.deep.equal(['id']);
    });
  }

  it('answers that it failed where only the answer could not be carried', async () => {
    channelOf({
      serve: () => {
        transport.error = new DOMException('A Map is not JSON.', 'DataCloneError');
        queueMicrotask(() => (transport.error = undefined));
        return {ok: true};
      },
    });
    transport.request('custom.thing');
    await settle();
    expect(errors.map(({code}) => code)).to.deep.equal(['not-cloneable']);
    expect(transport.sent).to.have.lengthOf(1);
    expect(transport.sent[0]).to.have.nested.property('payload.outcome.issue[0].code', 'exception');
  });

  it('ends an iterable whose partial answer was not sent', async () => {
    let ended = false;
    channelOf({
      serve: async function* () {
        try {
          yield {part: 1};
          await settle();
          yield {part: 2};
        } finally {
          ended = true;
        }
      },
    });
    transport.error = broken;
    transport.request('custom.thing');
    await settle();
    await settle();
    expect(ended).to.equal(true);
    expect(errors.map(({code}) => code)).to.deep.equal(['unavailable']);
  });

  it('says nothing once the channel is closed', async () => {
    const channel = channelOf({serve: () => ({ok: true})});
    transport.error = broken;
    transport.request('status.handshake');
    channel.close();
    await settle();
    expect([errors, uncaught]).to.deep.equal([[], []]);
  });
});

describe('A transport whose listen() fails', () => {
  for (const [what, listen] of [
    [
      'throws',
      (): void => {
        throw broken;
      },
    ],
    ['rejects', (): Promise<void> => Promise.reject(broken)],
  ] as const) {
    it(`is a typed error at once, and the reason of later attempts: ${what}`, async () => {
      const transport = Object.assign(new FragileTransport(), {listen});
      const seen: SmartMessagingError[] = [];
      const channel = new Channel(transport, {
        messagingHandle: 'h',
        connectTimeout: 100,
        onUnavailable: (error) => void seen.push(error),
      });
      for (let attempt = 0; attempt < 2; attempt++) {
        const {code, cause, message} = await rejection(channel.connect());
        expect([code, cause]).to.deep.equal(['unavailable', broken]);
        expect(message).to.contain('listen()');
      }
      expect(seen).to.have.lengthOf(2);
    });
  }
});

describe('A channel without a messaging handle', () => {
  for (const messagingHandle of ['', undefined as unknown as string]) {
    it(`takes no transport: ${JSON.stringify(messagingHandle)}`, () => {
      const transport = new FragileTransport();
      const make = (): Channel => new Channel(transport, {messagingHandle, serve: () => ({ok: true})});
      expect(make).to.throw(SmartMessagingError).with.property('code', 'invalid-request');
      transport.request('custom.thing');
      transport.deliver({messagingHandle, messageId: '1', messageType: 'custom.thing', payload: {}});
      expect(transport.sent).to.deep.equal([]);
    });
  }

  it('serves nothing when the handle is gone later, not even a request without one', async () => {
    const options = {messagingHandle: 'h', serve: () => ({ok: true})};
    const transport = new FragileTransport();
    const channel = new Channel(transport, options);
    options.messagingHandle = '';
    for (const messagingHandle of ['', 'h', undefined]) {
      transport.deliver({
        messagingHandle,
        messageId: String(messagingHandle),
        messageType: 'custom.thing',
        payload: {},
      });
    }
    await settleMicrotasks();
    expect(channel.connected).to.equal(false);
    expect(transport.sent.filter(({payload}) => (payload as {ok?: boolean}).ok)).to.deep.equal([]);
  });
});

describe('The origins of a channel', () => {
  it('hold for what a transport lets through from elsewhere, or from an unknown origin', async () => {
    const transport = new FragileTransport();
    let listener!: (incoming: Incoming) => void;
    transport.listen = (listen) => (listener = listen);
    const reports: unknown[] = [];
    new Channel(transport, {
      messagingHandle: 'h',
      origins: ['https://app.example.org', 'native:dosing'],
      serve: () => ({ok: true}),
      onMessage: ({direction, outcome, reason, origin, expected}) => {
        if (direction === 'in') reports.push({outcome, reason, origin, expected});
      },
    });
    const from = (origin: string): void =>
      listener({
        data: {messagingHandle: 'h', messageId: origin, messageType: 'custom.thing', payload: {}},
        origin,
      });
    const expected = ['https://app.example.org', 'native:dosing'];
    for (const origin of ['https://evil.example', '', 'null', 'https://app.example.org.evil.example']) {
      from(origin);
      expect(reports.pop()).to.deep.equal({outcome: 'rejected', reason: 'origin', origin, expected});
    }
    await settleMicrotasks();
    expect(transport.sent).to.deep.equal([]);
    for (const origin of expected) from(origin);
    await settleMicrotasks();
    expect(transport.sent.map(({responseToMessageId}) => responseToMessageId)).to.deep.equal(expected);
  });
});
