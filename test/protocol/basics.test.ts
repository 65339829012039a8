import {expect} from '@open-wc/testing';
import {codeableConcept, issueCoding, operationOutcome, SmartMessagingError} from '../../components/protocol/index.js';
import {randomId, randomToken} from '../../components/protocol/ids.js';
import {isWebUrl, parseOrigin, parseUrl} from '../../components/protocol/origins.js';

describe('SmartMessagingError', () => {
  it('is an Error with a code, a text and its own name', () => {
    const error = new SmartMessagingError('timeout', 'Text.');
    expect(error)
      .to.be.an.instanceof(Error)
      .that.includes({name: 'SmartMessagingError', code: 'timeout', message: 'Text.'});
    expect(String(error)).to.equal('SmartMessagingError: Text.');
  });

  it('tells type, id, elapsed time, payload and cause where it has them', () => {
    const cause = new Error('cause');
    const details = {messageType: 'ui.done', messageId: 'id-1', elapsed: 5, payload: {status: 'failure'}, cause};
    expect(new SmartMessagingError('refused', 'Text.', details)).to.include(details);
  });

  it('has no cause of its own accord', () => {
    expect('cause' in new SmartMessagingError('timeout', 'Text.')).to.equal(false);
  });
});

describe('randomId', () => {
  it('is a UUID in a secure context (SWM-2)', () => {
    expect(randomId()).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('has 128 random bits where there is no crypto.randomUUID (SWM-2)', () => {
    const own = Object.getOwnPropertyDescriptor(Crypto.prototype, 'randomUUID') ?? {};
    Reflect.deleteProperty(Crypto.prototype, 'randomUUID');
    try {
      const ids = [randomId(), randomId()];
      expect(ids[0])
        .to.match(/^[0-9a-f]{32}$/)
        .and.not.to.equal(ids[1]);
    } finally {
      Object.defineProperty(Crypto.prototype, 'randomUUID', own);
    }
  });
});

describe('randomToken', () => {
  it('writes each byte as two digits', () => {
    expect(randomToken(32)).to.match(/^[0-9a-f]{64}$/);
    expect(randomToken(0)).to.equal('');
  });

  it('does not repeat itself', () => {
    expect(new Set(Array.from({length: 1000}, () => randomToken(16))).size).to.equal(1000);
  });
});

describe('parseOrigin', () => {
  const origins: Array<[string, string]> = [
    ['https://ehr.example.org', 'https://ehr.example.org'],
    ['https://ehr.example.org/', 'https://ehr.example.org'],
    ['https://EHR.example.org:443', 'https://ehr.example.org'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['https://[::1]:8443', 'https://[::1]:8443'],
    ['  https://ehr.example.org ', 'https://ehr.example.org'],
  ];
  for (const [text, origin] of origins) {
    it(`reads ${JSON.stringify(text)} as ${origin}`, () => {
      expect(parseOrigin(text, 'messaging-origin')).to.equal(origin);
    });
  }

  const wrong = [
    '*',
    '',
    'null',
    '/',
    'ehr.example.org',
    'localhost:8080',
    'https://*.example.org',
    'https://ehr.example.org/fhir',
    'https://ehr.example.org/?a',
    'https://ehr.example.org/#a',
    'https://user@ehr.example.org',
    'https://a.example https://b.example',
    'ftp://ehr.example.org',
    'file:///',
    'blob:https://ehr.example.org/1',
    'data:text/html,x',
    'javascript:alert(1)',
    'about:blank',
  ];
  for (const text of wrong) {
    it(`throws invalid-request for ${JSON.stringify(text)} (SWM-3)`, () => {
      expect(() => parseOrigin(text, 'messaging-origin'))
        .to.throw(SmartMessagingError, /^messaging-origin must name an origin/)
        .with.property('code', 'invalid-request');
    });
  }
});

describe('parseOrigin of native shells', () => {
  const origins: Array<[string, string]> = [
    ['capacitor://localhost', 'capacitor://localhost'],
    ['Capacitor://LOCALHOST/', 'capacitor://localhost'],
    ['ionic://localhost', 'ionic://localhost'],
    ['tauri://localhost', 'tauri://localhost'],
    ['app://-', 'app://-'],
    ['App://-/', 'app://-'],
    [' app://ehr.example.org:8080 ', 'app://ehr.example.org:8080'],
    ['native:Dosing-1.2', 'native:Dosing-1.2'],
  ];
  for (const [text, origin] of origins) {
    it(`reads ${JSON.stringify(text)} as ${origin}`, () => {
      expect(parseOrigin(text, 'messaging-origin')).to.equal(origin);
    });
  }

  for (const text of [
    'capacitor://',
    'capacitor://*',
    'app://--',
    'app://-a',
    'capacitor:localhost',
    'capacitor://localhost/app',
    'capacitor://localhost?a',
    'capacitor://user@localhost',
    'capacitor://a capacitor://b',
    'app://%2A',
    'tauri://-',
    'native:',
    'native:*',
    'native:a/b',
    'Native:a',
    'electron://localhost',
    'chrome-extension://abcdefgh',
  ]) {
    it(`throws invalid-request for ${JSON.stringify(text)}`, () => {
      expect(() => parseOrigin(text, 'messaging-origin'))
        .to.throw(SmartMessagingError)
        .with.property('code', 'invalid-request');
    });
  }
});

describe('parseUrl', () => {
  it('resolves against a base and gives undefined for what is no URL', () => {
    expect(parseUrl('app', 'https://a.example/b/')?.href).to.equal('https://a.example/b/app');
    expect(parseUrl('app')).to.equal(undefined);
  });
});

describe('isWebUrl', () => {
  it('takes http and https only', () => {
    const urls = ['http://a.example', 'https://a.example', 'javascript:x', 'data:x', 'blob:https://a.example/1'];
    expect(urls.map((url) => isWebUrl(new URL(url)))).to.deep.equal([true, true, false, false, false]);
  });
});

describe('FHIR builders', () => {
  it('make an OperationOutcome with one issue', () => {
    expect(operationOutcome('not-found', 'Text.')).to.deep.equal({
      resourceType: 'OperationOutcome',
      issue: [{severity: 'error', code: 'not-found', diagnostics: 'Text.'}],
    });
    expect(operationOutcome('invalid', 'Text.', 'warning').issue[0]?.severity).to.equal('warning');
  });

  it('make a CodeableConcept, with codings where there are any', () => {
    expect(codeableConcept('Text.')).to.deep.equal({text: 'Text.'});
    expect(codeableConcept('Text.', {code: 'x'})).to.deep.equal({text: 'Text.', coding: [{code: 'x'}]});
  });

  it("make a Coding of FHIR's issue types", () => {
    expect(issueCoding('security', 'Text.')).to.deep.equal({
      system: 'http://hl7.org/fhir/issue-type',
      code: 'security',
      display: 'Text.',
    });
  });
});
