import {expect} from '@open-wc/testing';
import {copyMessage} from '../../components/smart-message-inspector/copy-message.js';

const copied = (message: unknown): unknown => copyMessage(message).value;

describe('a copy of a message', () => {
  it('is plain data, and stays as it is when the page changes its object', () => {
    const message = {payload: {list: [1, 'two', true, null], left: undefined}};
    const copy = copied(message);
    message.payload.list.length = 0;
    expect(copy).to.deep.equal({payload: {list: [1, 'two', true, null]}});
  });

  it('masks credentials, whatever they are and wherever their name stands', () => {
    const secret = 'SECRET';
    const held = [
      {access_token: [secret]},
      {Authorization: {scheme: 'Bearer', value: secret}},
      {messagingHandle: new String(secret)},
      {'X-Api-Key': secret, 'access.token': secret, 'Access Token': secret, handle: secret, cookie: secret},
      {url: `https://app.example.org/?messaging_handle=${secret}&x=1#access_token=${secret}`},
      {text: `401 for Bearer ${secret}`, json: JSON.stringify({refresh_token: secret})},
      [`client_secret: ${secret}`],
    ];
    expect(JSON.stringify(copied(held))).not.to.match(/SECRET|"S"/);
    expect(copied({token: null, note: 'Take one tablet, handle with care: it breaks.'})).to.deep.equal({
      token: null,
      note: 'Take one tablet, handle with care: it breaks.',
    });
    expect(copied({url: `https://app.example.org/?token=${secret}&patient=1`})).to.deep.equal({
      url: 'https://app.example.org/?token=***&patient=1',
    });
  });

  it('calls no getter', () => {
    let calls = 0;
    const payload = Object.defineProperty({}, 'secret', {enumerable: true, get: () => ++calls});
    const list = Object.defineProperty([1], 1, {enumerable: true, get: () => ++calls});
    expect(copied({payload, list})).to.deep.equal({
      payload: {secret: '(a getter, not shown)'},
      list: [1, '(a getter, not shown)'],
    });
    expect(calls).to.equal(0);
  });

  it('is made of what throws when it is looked at', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('Keep out.');
        },
      },
    );
    expect(copied({payload: hostile, after: 1})).to.deep.equal({payload: '(could not be read, not shown)', after: 1});
    expect(copied({payload: new Date(NaN)})).to.deep.equal({payload: '(could not be read, not shown)'});
  });

  it('keeps a name that would be the prototype as a name', () => {
    const copy = copied(JSON.parse('{"__proto__": {"polluted": true}}')) as object;
    expect(Object.keys(copy)).to.deep.equal(['__proto__']);
    expect('polluted' in copy).to.equal(false);
  });

  it('names what JSON does not have', () => {
    const values = [
      NaN,
      10n,
      Symbol('s'),
      () => undefined,
      new Map(),
      new Set(),
      new Blob([]),
      new Uint8Array(2),
      new ArrayBuffer(2),
      /x/,
      new Error('x'),
    ];
    expect(copied(values)).to.deep.equal(
      [
        'NaN',
        'bigint',
        'symbol',
        'function',
        'Map',
        'Set',
        'Blob',
        'binary data',
        'ArrayBuffer',
        'RegExp',
        'Error',
      ].map((name) => `(${name}, not shown)`),
    );
    expect(copied(new Date(0))).to.equal('1970-01-01T00:00:00.000Z');
    expect(copied([1, , 3])).to.equal('(an array with holes, not shown)'); // eslint-disable-line no-sparse-arrays
  });

  it('takes what a class made for what is sent of it', () => {
    class Order {
      status = 'draft';
      get total(): number {
        return this.status.length;
      }
    }
    expect(copied({order: new Order()})).to.deep.equal({order: {status: 'draft'}});
  });

  it('ends, whatever is part of itself or nested without end', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const {value, isCut} = copyMessage(loop);
    expect(isCut).to.equal(true);
    expect(JSON.stringify(value)).to.include('(nested too deep, not shown)');
  });

  it('is cut where the message is larger than a copy may be', () => {
    const long = copyMessage({payload: {text: 'x'.repeat(3_000_000), more: 'y'}});
    expect(long.isCut).to.equal(true);
    expect(long.size).to.be.below(1_100_000);
    const many = copyMessage(Array.from({length: 1_000_000}, (_, index) => index));
    expect(many.isCut).to.equal(true);
    expect((many.value as unknown[]).length).to.be.below(100_001);
    const empty = new Array<number>(4_000_000_000);
    expect(copied(empty)).to.equal('(an array with holes, not shown)');
  });

  it('masks handles and tokens wherever they are', () => {
    const message = {
      messagingHandle: 'secret',
      payload: {
        smart_web_messaging_handle: 'secret',
        tokenResponse: {access_token: 'secret', 'refresh-token': 'secret', idToken: 'secret', expires_in: 300},
        headers: {Authorization: 'Bearer secret'},
      },
    };
    expect(JSON.stringify(copied(message))).not.to.include('secret');
    expect(copied(message)).to.have.nested.property('payload.tokenResponse.expires_in', 300);
  });
});
