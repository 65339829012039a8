import {expect} from '@open-wc/testing';
import {SdcHost, type SdcForm} from '../../components/sdc/index.js';
import {ScriptedApp} from '../../components/testing/index.js';
import {frameWith} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {Gate} from '../support/gate.js';
import {rejection} from '../support/rejection.js';
import {questionnaire, response, success} from './support/forms.js';
import {scriptedRenderer, willing} from './support/scripted-renderer.js';

const context = (id: string): object => ({subject: {reference: `Patient/${id}`}});

describe('SdcHost tells its renderer (section 8)', () => {
  it('what is set in one task, in the order that renderers insist on', async () => {
    const {app, told} = await scriptedRenderer({
      questionnaire: questionnaire('a'),
      questionnaireResponse: response('a', 'x'),
      context: context('1'),
      terminologyServer: 'https://tx.example.org',
    });
    expect(told()).to.deep.equal(['configure', 'configureContext', 'displayQuestionnaire']);
    expect(app.requests.map(({payload}) => payload)).to.deep.equal([
      {terminologyServer: 'https://tx.example.org'},
      {context: context('1')},
      {questionnaire: questionnaire('a'), questionnaireResponse: response('a', 'x')},
    ]);
  });

  it('configure and configureContext even where nothing is set for them', async () => {
    const {told} = await scriptedRenderer({questionnaire: questionnaire('a')});
    expect(told()).to.deep.equal(['configure', 'configureContext', 'displayQuestionnaire']);
  });

  for (const [what, change, expected] of [
    ['the configuration', {dataServer: 'https://fhir.example.org'}, ['configure']],
    ['the subject', {context: context('2')}, ['configureContext', 'displayQuestionnaire']],
    [
      'the rest of the context',
      {context: {...context('1'), author: {reference: 'Practitioner/1'}}},
      ['configureContext'],
    ],
    ['the questionnaire', {questionnaire: questionnaire('b')}, ['displayQuestionnaire']],
    ['the response', {questionnaireResponse: response('a', 'y')}, ['displayQuestionnaireResponse']],
    ['nothing, said anew', {questionnaire: questionnaire('a'), context: context('1')}, []],
    [
      'all of it',
      {questionnaire: questionnaire('b'), context: context('2'), configuration: {compact: true}},
      ['configure', 'configureContext', 'displayQuestionnaire'],
    ],
  ] as const) {
    it(`only what has changed: ${what}`, async () => {
      const {host, told} = await scriptedRenderer({questionnaire: questionnaire('a'), context: context('1')});
      told();
      Object.assign(host, change);
      expect(await host.updateComplete).to.equal(true);
      expect(told()).to.deep.equal(expected);
    });
  }

  it('the latest only of what is set while it has not answered', async () => {
    const gate = new Gate();
    const shown: unknown[] = [];
    const {host, app} = await scriptedRenderer();
    app.answers['sdc.displayQuestionnaire'] = async (payload: SdcForm) => {
      shown.push(payload.questionnaire?.url?.at(-1));
      await gate.opened;
      return success;
    };
    host.questionnaire = questionnaire('a');
    await eventually('a is asked for', () => shown.length === 1);
    for (const name of ['b', 'c', 'd']) {
      host.questionnaire = questionnaire(name);
      await Promise.resolve();
    }
    gate.open();
    expect(await host.updateComplete).to.equal(true);
    expect(shown).to.deep.equal(['a', 'd']);
  });

  it('the rest too, where it refuses or does not know one of them, and says so', async () => {
    const errors: string[] = [];
    const {host, told} = await scriptedRenderer();
    host.addEventListener('error', ({detail}) => errors.push(`${detail.error.messageType}: ${detail.error.code}`));
    told();
    const outcome = {resourceType: 'OperationOutcome', issue: [{severity: 'error', code: 'invalid'}]};
    const refusing = await scriptedRenderer({}, {'sdc.configure': {outcome}, 'sdc.configureContext': {status: 'done'}});
    refusing.host.addEventListener('error', ({detail}) => errors.push(String(detail.error.messageType)));
    Object.assign(refusing.host, {dataServer: 'https://fhir.example.org', questionnaire: questionnaire('a')});
    expect(await refusing.host.updateComplete).to.equal(false);
    expect(errors).to.deep.equal(['sdc.configure']);
    expect(refusing.told()).to.include('displayQuestionnaire');
  });

  it('everything once more, when it refuses as if it had forgotten the rest', async () => {
    const {host, app, told} = await scriptedRenderer({questionnaire: questionnaire('a')});
    told();
    let ready = false;
    app.answers['sdc.configure'] = () => {
      ready = true;
      return success;
    };
    app.answers['sdc.displayQuestionnaire'] = () => ({status: ready ? 'success' : 'error'});
    host.questionnaire = questionnaire('b');
    expect(await host.updateComplete).to.equal(true);
    expect(told()).to.deep.equal(['displayQuestionnaire', 'configure', 'configureContext', 'displayQuestionnaire']);
  });

  it('once more only: a form that it does not take is reported, and the next one tried', async () => {
    const {host, app, told} = await scriptedRenderer({questionnaire: questionnaire('a')});
    told();
    app.answers['sdc.displayQuestionnaire'] = ({questionnaire: {url}}: {questionnaire: {url: string}}) => ({
      status: url.endsWith('bad') ? 'error' : 'success',
    });
    host.questionnaire = questionnaire('bad');
    expect(await host.updateComplete).to.equal(false);
    expect(told().filter((type) => type === 'displayQuestionnaire')).to.have.lengthOf(2);
    expect((await rejection(host.requestCurrentQuestionnaireResponse())).message).to.include('displayQuestionnaire');
    host.questionnaire = questionnaire('good');
    expect(await host.updateComplete).to.equal(true);
  });

  it('nothing any more after dispose(), and everything again after hostConnected()', async () => {
    const {host, app, told} = await scriptedRenderer({questionnaire: questionnaire('a')});
    told();
    host.dispose();
    host.dispose();
    host.questionnaire = questionnaire('b');
    expect(await host.updateComplete).to.equal(false);
    expect(told()).to.deep.equal([]);
    const changed = app.request('sdc.ui.changedFocus', {linkId: '1'});
    expect(await changed).to.have.property('status', 'error');
    host.hostConnected();
    host.hostConnected();
    expect(await host.updateComplete).to.equal(true);
    expect(told()).to.deep.equal(['configure', 'configureContext', 'displayQuestionnaire']);
  });

  it('a handshake first, where it has spoken without one', async () => {
    const app = new ScriptedApp({answers: willing});
    const frame = await frameWith({
      scope: 'messaging/*',
      messagingHandle: app.messagingHandle,
      transport: app.transport,
    });
    expect(await app.request('sdc.ui.changedFocus', {linkId: '1'})).to.have.property('status', 'error');
    expect(frame.peerHandshake).to.deep.equal({});
    const asked: string[] = [];
    frame.addEventListener('smart-message', ({detail: {direction, message}}) => {
      const {messageType} = message as {messageType?: string};
      if (direction === 'out' && messageType) asked.push(messageType);
    });
    const host = new SdcHost(frame, {questionnaire: questionnaire('a')});
    expect(await host.updateComplete).to.equal(true);
    expect(asked).to.deep.equal([
      'status.handshake',
      'sdc.configure',
      'sdc.configureContext',
      'sdc.displayQuestionnaire',
    ]);
    expect(frame.handshakePayload).to.deep.equal({protocolVersion: '1.0'});
  });
});
