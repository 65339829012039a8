import {expect} from '@open-wc/testing';
import {scopeAllows} from '../../components/protocol/index.js';

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
    ['messaging/sdc.ui', []],
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
    expect(scopeAllows('messaging/ui messaging/https', type)).to.equal(false);
    expect(scopeAllows('messaging/*', type)).to.equal(true);
  });
});
