import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {SmartMessagingError} from '../../components/protocol/index.js';
import {parseOrigin} from '../../components/protocol/origins.js';

const read = (text: unknown): string => parseOrigin(text as string, 'app-origin');

describe('parseOrigin', () => {
  const disguises: Array<[what: string, text: unknown]> = [
    ['a percent-encoded *', 'https://%2A'],
    ['a percent-encoded * in lower case', 'https://%2a'],
    ['a percent-encoded * before a domain', 'https://%2A.example.org'],
    ['a fullwidth *', 'https://\uff0a'],
    ['a small *', 'https://\ufe61.example.org'],
    ['a percent-encoded fullwidth *', 'https://%EF%BC%8A'],
    ['a * beside a port', 'https://*:8443'],
    ['a percent-encoded letter', 'https://ehr.ex%61mple.org'],
    ['a percent-encoded dot', 'https://ehr%2Eexample.org'],
    ['a percent-encoded slash', 'https://ehr.example.org%2F.evil.example'],
    ['fullwidth letters', 'https://\uff45hr.example.org'],
    ['a fullwidth dot', 'https://ehr\uff0eexample.org'],
    ['a soft hyphen', 'https://ehr\u00ad.example.org'],
    ['a joiner without width', 'https://ehr\u200d.example.org'],
    ['a fullwidth slash', 'https://ehr.example.org\uff0fevil.example'],
    ['backslashes', 'https:\\\\ehr.example.org'],
    ['a backslash behind the host', 'https://ehr.example.org\\'],
    ['a backslash before another host', 'https://ehr.example.org\\@evil.example'],
    ['no slashes', 'https:ehr.example.org'],
    ['one slash', 'https:/ehr.example.org'],
    ['three slashes', 'https:///ehr.example.org'],
    ['two slashes behind', 'https://ehr.example.org//'],
    ['an empty user', 'https://@ehr.example.org'],
    ['an empty user and password', 'https://:@ehr.example.org'],
    ['another origin as user', 'https://ehr.example.org@evil.example'],
    ['another origin as user and password', 'https://ehr.example.org:443@evil.example'],
    ['an empty query', 'https://ehr.example.org?'],
    ['an empty fragment', 'https://ehr.example.org#'],
    ['a path that leads back', 'https://ehr.example.org/a/..'],
    ['a dot for a path', 'https://ehr.example.org/.'],
    ['a line break in it', 'https://ehr.exam\nple.org'],
    ['a tab in the scheme', 'ht\ttps://ehr.example.org'],
    ['a space in it', 'https://ehr.example.org .evil.example'],
    ['an empty port', 'https://ehr.example.org:'],
    ['a port with noughts', 'https://ehr.example.org:0443'],
    ['an address in hexadecimal', 'https://0x7f.1'],
    ['an address as one number', 'https://2130706433'],
    ['an address in octal', 'https://0177.0.0.1'],
    ['blob:', 'blob:https://ehr.example.org'],
    ['view-source:', 'view-source:https://ehr.example.org'],
    ['an array', ['https://ehr.example.org']],
    ['a URL object', new URL('https://ehr.example.org')],
    ['a number', 7],
    ['null', null],
  ];
  for (const [what, text] of disguises) {
    it(`refuses ${what}: ${JSON.stringify(text)}`, () => {
      expect(() => read(text))
        .to.throw(SmartMessagingError, /^app-origin must name an origin/)
        .with.property('code', 'invalid-request');
    });
  }

  const honest: Array<[text: string, origin: string]> = [
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://BÜCHER.example:8443/', 'https://xn--bcher-kva.example:8443'],
    ['https://bücher.example:443', 'https://xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['http://ehr.example.org:80', 'http://ehr.example.org'],
    ['http://ehr.example.org:443', 'http://ehr.example.org:443'],
    ['HTTPS://ehr.example.org', 'https://ehr.example.org'],
    ['https://ehr.example.org.', 'https://ehr.example.org.'],
    ['https://127.0.0.1:8443', 'https://127.0.0.1:8443'],
    ['https://my_ehr.example.org', 'https://my_ehr.example.org'],
  ];
  for (const [text, origin] of honest) {
    it(`reads ${text} as ${origin}`, () => {
      expect(read(text)).to.equal(origin);
    });
  }

  it('gives what a browser would call that origin, and no *, whatever it reads', () => {
    const parts = [
      'https://',
      'http://',
      'a.example',
      '*',
      '%2A',
      '\uff0a',
      '@',
      '\\',
      '/',
      ':',
      '443',
      '.',
      ' ',
      'ü',
      '#',
    ];
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...parts), {maxLength: 6}).map((all) => `https://${all.join('')}`),
      fc.array(fc.constantFrom(...parts), {maxLength: 6}).map((all) => all.join('')),
      fc.webUrl(),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let origin = '';
        try {
          origin = read(text);
        } catch (error) {
          expect(error).to.be.an.instanceof(SmartMessagingError);
          return;
        }
        expect(new URL(origin).origin).to.equal(origin);
        expect(origin).to.match(/^https?:\/\/[^\s*%@\\/]+$/);
        expect(read(origin)).to.equal(origin);
      }),
      {numRuns: 2000},
    );
  });
});
