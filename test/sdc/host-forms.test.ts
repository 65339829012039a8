import {aTimeout, expect} from '@open-wc/testing';
import type {SdcEvent, SdcResponseChange, SdcRestore} from '../../components/sdc/index.js';
import {withUncaughtErrors} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {Gate} from '../support/gate.js';
import {rejection} from '../support/rejection.js';
import {questionnaire, response, success} from './support/forms.js';
import {scriptedRenderer, type Scripted} from './support/scripted-renderer.js';

const form = {questionnaire: questionnaire('a'), questionnaireResponse: response('a', 'given')};

/** The renderer's user types. */
const type = (scripted: Scripted, text: string, name = 'a'): Promise<unknown> =>
  scripted.app.request('sdc.ui.changedQuestionnaireResponse', {
    questionnaireResponse: response(name, text),
    changedLinkIds: ['1'],
  });

const changes = ({host}: Scripted): SdcResponseChange[] => {
  const list: SdcResponseChange[] = [];
  host.addEventListener('response-change', ({detail}) => list.push(detail));
  return list;
};

describe('SdcHost and the answers in a form', () => {
  it('tells of what is typed and has it, without showing it again', async () => {
    const scripted = await scriptedRenderer(form);
    const list = changes(scripted);
    scripted.told();
    expect(await type(scripted, 'typed')).to.deep.equal(success);
    expect(list).to.deep.equal([{questionnaireResponse: response('a', 'typed'), changedLinkIds: ['1'], stale: false}]);
    expect(scripted.host.questionnaireResponse).to.deep.equal(response('a', 'typed'));
    await scripted.host.updateComplete;
    expect(scripted.told()).to.deep.equal([]);
  });

  it('does not undo what is typed when a page hands back what it was told, late, or says again what it gave', async () => {
    const scripted = await scriptedRenderer(form);
    const list = changes(scripted);
    await type(scripted, 'one');
    await type(scripted, 'two');
    scripted.told();
    for (const value of [response('a', 'given'), list[0]!.questionnaireResponse, response('a', 'two')]) {
      scripted.host.questionnaireResponse = value;
      await scripted.host.updateComplete;
    }
    expect(scripted.told()).to.deep.equal([]);
    expect(scripted.host.questionnaireResponse).to.deep.equal(response('a', 'two'));
  });

  it('shows what was given again on reset()', async () => {
    const scripted = await scriptedRenderer(form);
    await type(scripted, 'typed');
    scripted.told();
    scripted.host.reset();
    await scripted.host.updateComplete;
    expect(scripted.told()).to.deep.equal(['displayQuestionnaire']);
    expect(scripted.app.requests.at(-1)?.payload).to.deep.equal(form);
  });

  it('takes the answers away with the questionnaire, unless they name the next one or come with it', async () => {
    const {host, app} = await scriptedRenderer(form);
    host.questionnaire = questionnaire('b');
    await host.updateComplete;
    expect(app.requests.at(-1)?.payload).to.deep.equal({questionnaire: questionnaire('b')});
    host.questionnaireResponse = response('c', 'new');
    host.questionnaire = questionnaire('c');
    await host.updateComplete;
    expect(app.requests.at(-1)?.payload).to.deep.equal({
      questionnaire: questionnaire('c'),
      questionnaireResponse: response('c', 'new'),
    });
    host.questionnaire = {...questionnaire('c'), title: 'a newer version'};
    await host.updateComplete;
    expect(host.questionnaireResponse).to.deep.equal(response('c', 'new'));
  });

  it('does not take what was typed into the form before for answers to the one that is to be shown', async () => {
    const gate = new Gate();
    const scripted = await scriptedRenderer(form);
    const list = changes(scripted);
    scripted.app.answers['sdc.displayQuestionnaire'] = () => gate.opened.then(() => success);
    scripted.host.questionnaire = questionnaire('b');
    await eventually('b is asked for', () => scripted.told().includes('displayQuestionnaire'));
    await type(scripted, 'late');
    gate.open();
    await scripted.host.updateComplete;
    expect(list.map(({stale}) => stale)).to.deep.equal([true]);
    expect(scripted.host.questionnaireResponse).to.equal(undefined);
    await type(scripted, 'in b', 'b');
    expect(scripted.host.questionnaireResponse).to.deep.equal(response('b', 'in b'));
  });

  it('shows what was typed again in a new document, and says so', async () => {
    const scripted = await scriptedRenderer(form);
    const {host, frame, app, told} = scripted;
    const restores: SdcRestore[] = [];
    host.addEventListener('restore', ({detail}) => restores.push(detail));
    await type(scripted, 'typed');
    told();
    frame.reload();
    await frame.updateComplete;
    await host.updateComplete;
    expect(told()).to.deep.equal(['configure', 'configureContext', 'displayQuestionnaire']);
    expect(app.requests.at(-1)?.payload).to.deep.equal({
      questionnaire: questionnaire('a'),
      questionnaireResponse: response('a', 'typed'),
    });
    expect(restores).to.deep.equal([{questionnaireResponse: response('a', 'typed'), restored: true}]);
  });

  it('says when it could not: the new document refuses, or there is none', async () => {
    const scripted = await scriptedRenderer(form);
    const {host, frame, app} = scripted;
    const restores: Array<SdcEvent<SdcRestore>> = [];
    host.addEventListener('restore', (event) => restores.push(event));
    await type(scripted, 'typed');
    app.answers['sdc.displayQuestionnaire'] = {status: 'error'};
    frame.reload();
    await frame.updateComplete;
    expect(await host.updateComplete).to.equal(false);
    frame.connectTimeout = 50;
    app.close();
    frame.reload();
    await eventually('it is told again', () => restores.length === 2);
    expect(restores.map(({detail}) => [detail.restored, detail.error?.code])).to.deep.equal([
      [false, 'refused'],
      [false, 'timeout'],
    ]);
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'typed'));
    expect((await rejection(host.requestExtract())).code).to.equal('unavailable');
  });

  it('answers that it failed where a listener of the page throws, as when it could not save them', async () => {
    const scripted = await scriptedRenderer(form);
    const quota = new Error('quota');
    const fail = (): never => {
      throw quota;
    };
    scripted.host.addEventListener('response-change', fail);
    const errors = await withUncaughtErrors(async () => {
      expect(await type(scripted, 'typed')).to.have.property('status', 'error');
    });
    expect(errors).to.deep.equal([quota]);
    scripted.host.removeEventListener('response-change', fail);
    expect(await type(scripted, 'again')).to.deep.equal(success);
  });

  it('tells of the focus', async () => {
    const {host, app} = await scriptedRenderer(form);
    const foci: object[] = [];
    host.addEventListener('focus-change', ({detail}) => foci.push(detail));
    await app.request('sdc.ui.changedFocus', {linkId: '1', focus_field: 'valueString'});
    expect(foci).to.deep.equal([{linkId: '1', focusField: 'valueString'}]);
  });

  it('leaves alone what the page answers itself', async () => {
    const scripted = await scriptedRenderer(form);
    const list = changes(scripted);
    scripted.frame.addEventListener('smart-request', (event) => event.respondWith({status: 'error'}), {once: true});
    expect(await type(scripted, 'typed')).to.deep.equal({status: 'error'});
    expect(list).to.deep.equal([]);
  });
});

describe('SdcHost asks its renderer', () => {
  const outcome = {resourceType: 'OperationOutcome' as const, issue: []};
  const observation = {resourceType: 'Observation', id: '1'};
  const bundle = {resourceType: 'Bundle' as const, type: 'transaction', entry: [{resource: observation, request: {}}]};
  const failed = {resourceType: 'OperationOutcome', issue: [{severity: 'error', code: 'exception'}]};

  it('for the answers, once the form is shown', async () => {
    const {host, app, told} = await scriptedRenderer();
    app.answers['sdc.requestCurrentQuestionnaireResponse'] = {questionnaireResponse: response('a', 'now')};
    host.questionnaire = questionnaire('a');
    expect(await host.requestCurrentQuestionnaireResponse()).to.deep.equal(response('a', 'now'));
    expect(told().slice(-2)).to.deep.equal(['displayQuestionnaire', 'requestCurrentQuestionnaireResponse']);
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'now'));
  });

  it('for nothing, where nothing is shown', async () => {
    const {host, told} = await scriptedRenderer();
    expect((await rejection(host.requestCurrentQuestionnaireResponse())).code).to.equal('unavailable');
    expect(told()).to.not.include('requestCurrentQuestionnaireResponse');
  });

  for (const [what, answer, code] of [
    ['as themselves', response('a', 'now'), undefined],
    ['beside a mere information', {questionnaireResponse: response('a', 'now'), outcome}, undefined],
    ['with an error instead', {outcome: failed}, 'refused'],
    ['with nothing', {}, 'invalid-response'],
  ] as const) {
    it(`for the answers, which come ${what}`, async () => {
      const {host} = await scriptedRenderer(form, {'sdc.requestCurrentQuestionnaireResponse': answer});
      const asked = host.requestCurrentQuestionnaireResponse();
      if (code) expect((await rejection(asked)).code).to.equal(code);
      else expect(await asked).to.deep.equal(response('a', 'now'));
    });
  }

  for (const [what, answer, expected] of [
    ['as an array', {outcome, extractedResources: [observation, null, 'x']}, {resources: [observation], outcome}],
    ['in a Bundle', {extractedResources: bundle}, {resources: [observation], bundle}],
    [
      'in a Bundle with issues',
      {outcome: failed, extractedResources: bundle},
      {resources: [observation], bundle, outcome: failed},
    ],
    ['as nothing that could be extracted', {outcome}, {resources: [], outcome}],
    ['with an error instead', {outcome: failed}, 'refused'],
    ['with nothing', {}, 'invalid-response'],
  ] as const) {
    it(`for resources, which come ${what}`, async () => {
      const {host} = await scriptedRenderer(form, {'sdc.requestExtract': answer});
      const asked = host.requestExtract();
      if (typeof expected === 'string') {
        expect((await rejection(asked)).code).to.equal(expected);
      } else {
        expect(await asked).to.deep.equal(expected);
      }
    });
  }

  it('to fill in what it knows, and whether the form may be closed', async () => {
    const refusal = {status: 'error', statusDetail: {text: 'Not yet.'}};
    const {host} = await scriptedRenderer(form, {'sdc.requestPrepopulate': success, 'ui.done': refusal});
    await host.requestPrepopulate();
    expect((await rejection(host.done())).payload).to.deep.equal(refusal);
    await aTimeout(0);
  });
});
