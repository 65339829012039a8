import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {scopeAllows, SmartMessagingError} from '../../components/protocol/index.js';

const types = [
  'ui.done',
  'ui.launchActivity',
  'scratchpad.create',
  'scratchpad.read',
  'scratchpad.update',
  'scratchpad.delete',
  'fhir.http',
  'sdc.configure',
  'sdc.ui.changedFocus',
  'uiX.done',
  'custom.thing',
  'org.example.thing',
  'org.example.lab.thing',
  'org.other.thing',
  'org.my-clinic.thing',
];
const ui = ['ui.done', 'ui.launchActivity'];
const scratchpad = ['scratchpad.create', 'scratchpad.read', 'scratchpad.update', 'scratchpad.delete'];
const sdc = ['sdc.configure', 'sdc.ui.changedFocus'];

describe('scopeAllows', () => {
  const table: Array<[scope: string, allowed: string[]]> = [
    ['', []],
    ['   ', []],
    ['messaging/ui', ui],
    ['messaging/ui.*', ui],
    ['messaging/ui.done', ['ui.done']],
    ['messaging/ui.launchActivity', ['ui.launchActivity']],
    ['messaging/ui.launch', []],
    ['messaging/ui.doneX', []],
    ['messaging/uiX', ['uiX.done']],
    ['messaging/u', []],
    ['messaging/scratchpad', scratchpad],
    ['messaging/scratchpad.*', scratchpad],
    ['messaging/scratchpad.read', ['scratchpad.read']],
    ['messaging/scratchpad.r', []],
    ['messaging/fhir', ['fhir.http']],
    ['messaging/sdc', sdc],
    ['messaging/sdc.*', sdc],
    ['messaging/sdc.ui', ['sdc.ui.changedFocus']],
    ['messaging/sdc.u', []],
    ['messaging/org', []],
    ['messaging/org.*', []],
    ['messaging/org.ex', []],
    ['messaging/org.example', ['org.example.thing', 'org.example.lab.thing']],
    ['messaging/org.example.*', ['org.example.thing', 'org.example.lab.thing']],
    ['messaging/org.example.', []],
    ['messaging/org.example.thing', ['org.example.thing']],
    ['messaging/org.example.lab', ['org.example.lab.thing']],
    ['messaging/org.my-clinic', ['org.my-clinic.thing']],
    ['messaging/custom', ['custom.thing']],
    ['messaging/sdc.ui.changedFocus', ['sdc.ui.changedFocus']],
    ['messaging/*', types],
    ['messaging/', []],
    ['messaging', []],
    ['*', []],
    ['messaging/*.*', []],
    ['messaging/.*', []],
    ['Messaging/ui', []],
    ['messaging/UI', []],
    ['xmessaging/ui', []],
    ['messaging/ui/done', []],
    ['ui', []],
    ['ui.done', []],
    ['patient/*.rs launch openid fhirUser', []],
    ['launch messaging/ui.done messaging/scratchpad.read', ['ui.done', 'scratchpad.read']],
    ['launch\n\tmessaging/ui\u00a0messaging/fhir', [...ui, 'fhir.http']],
  ];

  for (const [scope, allowed] of table) {
    it(`${JSON.stringify(scope)} allows ${allowed.join(', ') || 'nothing'}`, () => {
      expect(types.filter((type) => scopeAllows(scope, type))).to.deep.equal(allowed);
    });
  }

  it('always allows status.*', () => {
    expect([scopeAllows('', 'status.handshake'), scopeAllows('', 'status.other')]).to.deep.equal([true, true]);
    expect(scopeAllows('', 'statusX.other')).to.equal(false);
  });

  it('allows a type that is a URI only by its own name or by everything', () => {
    const type = 'https://example.org/message.type';
    expect(scopeAllows(`messaging/${type}`, type)).to.equal(true);
    expect(scopeAllows('messaging/ui messaging/https messaging/https://example', type)).to.equal(false);
    expect(scopeAllows('messaging/*', type)).to.equal(true);
  });

  it('allows by a group only types that are made of words', () => {
    for (const type of ['ui.', 'ui..done', 'ui.done.', 'ui. done', 'ui.done/x', '.ui.done']) {
      expect(scopeAllows('messaging/ui messaging/ui.* messaging/ui.done', type), type).to.equal(false);
    }
  });

  for (const scope of [['messaging/*'], {}, 7, true, null, undefined]) {
    it(`throws for ${JSON.stringify(scope)}: it must be a string`, () => {
      expect(() => scopeAllows(scope as string, 'ui.done'))
        .to.throw(SmartMessagingError, /^scope must be a string/)
        .with.property('code', 'invalid-request');
      expect(scopeAllows(scope as string, 'status.handshake')).to.equal(true);
    });
  }

  it('never allows more by a longer scope than by one that it begins with', () => {
    const word = fc.constantFrom('ui', 'sdc', 'org', 'example', 'lab', 'done');
    const name = fc.array(word, {minLength: 1, maxLength: 4});
    fc.assert(
      fc.property(name, name, (scope, type) => {
        const granted = `messaging/${scope.join('.')}`;
        const allowed = scopeAllows(granted, type.join('.'));
        const isPrefix = scope.every((each, index) => type[index] === each);
        if (allowed) expect(isPrefix).to.equal(true);
        if (scope.length > 1) expect(allowed).to.equal(isPrefix);
        const isGroup = ['ui', 'sdc'].includes(scope[0]!);
        if (scope.length === 1 && type.length > 2) expect(allowed).to.equal(isPrefix && isGroup);
      }),
      {numRuns: 1000},
    );
  });
});
