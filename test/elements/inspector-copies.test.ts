import {expect} from '@open-wc/testing';
import {copyMessage} from '../../components/transcript/copy-message.js';

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

  const SECRET = 'S3cr3tValue';
  const nested = (depth: number, value: unknown): unknown =>
    depth === 0 ? value : JSON.stringify(nested(depth - 1, value));
  const encoded = (times: number, text: string): string =>
    times === 0 ? text : encodeURIComponent(encoded(times - 1, text));
  const base64 = btoa(`amy:${SECRET}`);

  const holding: Array<[what: string, held: unknown]> = [
    ['tokens', {tokens: [SECRET], accessTokens: {a: SECRET}, credentials: SECRET, passwd: SECRET, sessionId: SECRET}],
    ['JSON in a text', {body: nested(1, {access_token: SECRET})}],
    ['JSON in JSON', {body: nested(2, {access_token: SECRET})}],
    ['JSON in JSON in JSON', {body: nested(4, {list: [{messagingHandle: SECRET}]})}],
    ['a list of tokens in JSON in JSON', {body: nested(2, {tokens: [SECRET, SECRET]})}],
    ['FHIR Parameters in JSON', {body: nested(1, {parameter: [{name: 'token', valueString: SECRET}]})}],
    ['JSON within a sentence', {text: `Sent {"access_token": "${SECRET}", "x": 1} to the EHR`}],
    ['JSON in JSON within a sentence', {text: `Sent ${JSON.stringify(JSON.stringify({token: SECRET}))}!`}],
    [
      'a percent-encoded address',
      {url: `https://a.org/?next=${encoded(1, `https://b.org/?access_token=${SECRET}`)}&x=1`},
    ],
    ['a twice percent-encoded address', {url: `https://a.org/?next=${encoded(2, `https://b.org/?token=${SECRET}`)}`}],
    ['percent-encoded JSON', {url: `https://a.org/#${encoded(1, JSON.stringify({refresh_token: SECRET}))}`}],
    ['a percent-encoded name', {url: `https://a.org/?access%5Ftoken=${SECRET}&%74oken=${SECRET}`}],
    ['FHIR Parameters', {resourceType: 'Parameters', parameter: [{name: 'token', valueString: SECRET}]}],
    ['a FHIR Parameter with parts', {parameter: [{name: 'access_token', part: [{name: 'x', valueString: SECRET}]}]}],
    ['a FHIR Parameter with a resource', {parameter: [{name: 'apikey', resource: {text: SECRET}}]}],
    ['a list of headers', {headers: [{name: 'Authorization', value: `Token ${SECRET}`}]}],
    ['a list of headers with keys', {headers: [{key: 'X-Api-Key', value: SECRET, enabled: true}]}],
    [
      'pairs of headers',
      {
        headers: [
          ['Authorization', `Basic ${SECRET}`],
          ['Cookie', `sid=${SECRET}`],
        ],
      },
    ],
    ['raw headers', {rawHeaders: ['Accept', 'text/html', 'X-Auth-Token', SECRET]}],
    ['headers as text', {text: `POST / HTTP/1.1\r\nAuthorization: Basic ${SECRET}\r\nCookie: a=1; sid=${SECRET}\r\n`}],
    ['Basic', {text: `curl -H "Basic ${base64}"`}],
    ['a user and password in an address', {url: `https://amy:${SECRET}@ehr.example.org/`}],
    ['an authorization code', {url: `https://a.org/callback?code=${SECRET}&state=x`}],
    ['an authorization code in a form', {body: `code=${SECRET}&grant_type=authorization_code`}],
    ['an authorization code in an object', {grant_type: 'authorization_code', code: SECRET}],
    [
      'apikey=',
      {url: `https://a.org/?apikey=${SECRET}&api-key=${SECRET}&api_key=${SECRET}&subscription-key=${SECRET}`},
    ],
    ['tokens=', {text: `tokens=${SECRET}; tokens: [${SECRET}, ${SECRET}]`}],
    ['a password with blanks', {text: `password: "${SECRET} ${SECRET}"`}],
    ['a JSON Web Token', {note: `Got eyJhbGciOiJub25lIn0.eyJzdWIiOiJTM2NyM3RWYWx1ZSJ9.${SECRET} back`}],
    ['the name of a property', {[`https://a.org/?token=${SECRET}&x=1`]: true}],
    [
      'short and rare names',
      {
        pwd: SECRET,
        userPin: SECRET,
        PIN: SECRET,
        sig: SECRET,
        url_sig: SECRET,
        signature: SECRET,
        x: {assertion: SECRET},
      },
    ],
    [
      'names of keys',
      {secretKey: SECRET, authKey: SECRET, 'auth-key': SECRET, SAMLResponse: SECRET, SAMLRequest: SECRET},
    ],
    [
      'short and rare names in a form',
      {
        body: ['pwd', 'pin', 'sig', 'signature', 'assertion', 'secretKey', 'authKey', 'SAMLResponse']
          .map((n) => `${n}=${SECRET}`)
          .join('&'),
      },
    ],
    ['short names in JSON within a sentence', {text: `Sent {"pin": "${SECRET}", "sig":"${SECRET}"} to the EHR`}],
    ['Bearer with a tab', {text: `Bearer\t${SECRET}`}],
    ['Basic with a tab', {text: `Basic\t${base64}`}],
    ['an element of XML', {body: `<login><user>amy</user><password>${SECRET} ${SECRET}</password></login>`}],
    ['an element of XML alone', {body: `<token>${SECRET}</token>`}],
    ['an element of XML with a prefix', {body: `<wsse:Password Type="#PasswordText">${SECRET}</wsse:Password>`}],
    ['an element of XML with CDATA', {body: `<pin><![CDATA[${SECRET}]]></pin>`}],
    ['an attribute of XML', {body: `<auth token="${SECRET}" pin='${SECRET}'/>`}],
    [
      'a named value in XML',
      {body: `<param name="api_key" value="${SECRET}"/><h name='Authorization'>X ${SECRET}</h>`},
    ],
    [
      'a multipart body',
      {body: `--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n${SECRET}\r\n${SECRET}\r\n--x--\r\n`},
    ],
    [
      'a part of a multipart body with its own type',
      {body: `--x\nContent-Disposition: form-data; name="access_token"\nContent-Type: text/plain\n\n${SECRET}\n--x--`},
    ],
    [
      'a FHIR extension',
      {extension: [{url: 'https://example.org/fhir/StructureDefinition/access-token', valueString: SECRET}]},
    ],
    ['a FHIR extension with a short URL', {extension: [{url: 'token', valueString: SECRET}]}],
  ];
  for (const [what, held] of holding) {
    it(`masks credentials in ${what}`, () => {
      const text = JSON.stringify(copied({payload: held}));
      expect(text).not.to.include(SECRET);
      expect(text).not.to.include(base64);
      expect(text).to.include('***');
      expect(copied(copied({payload: held})), 'a copy of the copy').to.deep.equal(copied({payload: held}));
    });
  }

  for (const harmless of [
    'Basic metabolic panel, then basic information',
    'Observation?code=8480-6&patient=1',
    'Observation?code=http://loinc.org|8480-6',
    'Observation?code=http%3A%2F%2Floinc.org%7C8480-6',
    'https://ehr.example.org/fhir/Patient/1%2F2',
    '100 % of patients; 5 %20',
    '{"resourceType": "Patient",   "name": [{"family": "Baxter"}]}',
    '[not JSON',
    'Prior to admission: 2 tablets',
    'Sig: 1 tablet daily. Steinmann pin: 4 mm',
    'Observation?code=8480-6&pinned=1&design=x',
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Amy</p></div>',
    '--x\r\nContent-Disposition: form-data; name="patient"\r\n\r\nAmy\r\n--x--',
  ]) {
    it(`leaves ${harmless} as it is`, () => {
      expect(copied({text: harmless})).to.deep.equal({text: harmless});
    });
  }

  it('leaves names and codes of FHIR as they are', () => {
    const resource = {
      resourceType: 'Parameters',
      parameter: [{name: 'patient', valueString: 'x'}],
      code: {coding: [{system: 'http://loinc.org', code: '8480-6'}]},
      name: 'Observation',
      signature: [{type: [{code: '1.2.840.10065.1.12.1.1'}], when: '2026-11-30T12:00:00Z'}],
      extension: [{url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace', valueString: 'Graz'}],
      design: 'x',
      spin: 'y',
    };
    expect(copied(resource)).to.deep.equal(resource);
  });

  it('takes no longer for texts that are made to', () => {
    const started = performance.now();
    for (const part of [
      'token ',
      'token',
      '//a:',
      'a:',
      '%25',
      '%2525',
      '[',
      '{"a":',
      '"\\',
      'code=',
      'basic ',
      'authorization',
      'eyJ',
      ' ',
      '<',
      '<a ',
      '<token ',
      'name="',
      'name="token"\n',
      'bearer\t',
      'pin',
    ]) {
      copyMessage({text: part.repeat(1_000_000 / part.length)});
    }
    expect(performance.now() - started).to.be.below(5000);
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
