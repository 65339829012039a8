import {aTimeout, expect} from '@open-wc/testing';
import {SdcRenderer, type SdcForm, type SdcRendererOptions} from '../../components/sdc/index.js';
import type {SmartMessagingError} from '../../components/channel/index.js';
import type {ScriptedEhr} from '../../components/testing/index.js';
import {connectedContext, withUncaughtErrors} from '../support/elements.js';
import {Clock} from '../support/clock.js';
import {eventually} from '../support/eventually.js';
import {Gate} from '../support/gate.js';
import {questionnaire, response, success} from './support/forms.js';

async function rendererWith(
  options: SdcRendererOptions = {},
  answers: Record<string, object> = {},
): Promise<{renderer: SdcRenderer; ehr: ScriptedEhr; changes: string[]}> {
  const {context, ehr} = await connectedContext(
    {},
    {answers: {'sdc.ui.changedQuestionnaireResponse': success, 'sdc.ui.changedFocus': success, ...answers}},
  );
  const renderer = new SdcRenderer(context, options);
  const changes: string[] = [];
  renderer.addEventListener('change', ({detail}) => changes.push(detail.by));
  return {renderer, ehr, changes};
}

/** What a host was told, in short. */
const told = ({requests}: ScriptedEhr): unknown[] => requests.map(({payload}) => payload);

describe('SdcRenderer (section 8)', () => {
  it('holds what the host wants to be shown, and merges contexts by name', async () => {
    const {renderer, ehr, changes} = await rendererWith();
    const item = (name: string, id: string): {name: string; contentReference: object} => ({
      name,
      contentReference: {reference: `Patient/${id}`},
    });
    await ehr.request('sdc.configure', {dataServer: 'https://fhir.example.org', configuration: {compact: true}});
    await ehr.request('sdc.configureContext', {
      context: {subject: {reference: 'Patient/1'}, launchContext: [item('patient', '1'), item('user', '2')]},
    });
    const form = {questionnaire: questionnaire('a'), questionnaireResponse: response('a', 'x')};
    const context = {author: {reference: 'Practitioner/1'}, launchContext: [item('user', '3')]};
    expect(await ehr.request('sdc.displayQuestionnaire', {...form, context})).to.deep.equal(success);
    expect([renderer.questionnaire, renderer.questionnaireResponse]).to.deep.equal(Object.values(form));
    expect(renderer.configuration).to.deep.equal({
      dataServer: 'https://fhir.example.org',
      configuration: {compact: true},
    });
    expect(renderer.context).to.deep.equal({
      subject: {reference: 'Patient/1'},
      author: {reference: 'Practitioner/1'},
      launchContext: [item('patient', '1'), item('user', '3')],
    });
    expect(changes).to.deep.equal(['host', 'host', 'host']);
    await ehr.request('sdc.configureContext', {});
    expect(renderer.context).to.deep.equal({});
  });

  for (const [what, type, payload, expected] of [
    ['a bare Questionnaire', 'sdc.displayQuestionnaire', questionnaire('b'), {questionnaire: questionnaire('b')}],
    [
      'a bare QuestionnaireResponse to the questionnaire that is there',
      'sdc.displayQuestionnaireResponse',
      response('a', 'x'),
      {questionnaire: questionnaire('a'), questionnaireResponse: response('a', 'x')},
    ],
    [
      'a response to another questionnaire',
      'sdc.displayQuestionnaireResponse',
      {questionnaireResponse: response('b', 'x')},
      {questionnaireResponse: response('b', 'x')},
    ],
    [
      'a response that contains its questionnaire',
      'sdc.displayQuestionnaireResponse',
      {questionnaireResponse: {...response('b', 'x'), contained: [questionnaire('b')]}},
      {
        questionnaire: questionnaire('b'),
        questionnaireResponse: {...response('b', 'x'), contained: [questionnaire('b')]},
      },
    ],
  ] as const) {
    it(`shows ${what}`, async () => {
      const shown: SdcForm[] = [];
      const {ehr} = await rendererWith({display: (form) => shown.push(form)});
      await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')});
      expect(await ehr.request<string, object>(type, payload)).to.deep.equal(success);
      expect(shown.at(-1)).to.deep.equal(expected);
    });
  }

  for (const [type, payload] of [
    ['sdc.displayQuestionnaire', {}],
    ['sdc.displayQuestionnaire', {questionnaire: {resourceType: 'Patient'}}],
    ['sdc.displayQuestionnaireResponse', {questionnaire: questionnaire('a')}],
  ] as const) {
    it(`refuses ${type} with ${JSON.stringify(payload).slice(0, 60)}`, async () => {
      const {renderer, ehr} = await rendererWith();
      expect(await ehr.request<string, object>(type, payload)).to.have.property('status', 'error');
      expect(renderer.questionnaire).to.equal(undefined);
    });
  }

  for (const [type, payload, expected] of [
    ['sdc.configureContext', {Context: {}}, 'context'],
    ['sdc.configureContext', {patient: {reference: 'Patient/1'}}, 'context'],
    ['sdc.configure', {dataserver: 'https://fhir.example.org'}, 'dataServer'],
    ['sdc.requestExtract', {response: response('a', 'x')}, 'questionnaireResponse'],
  ] as const) {
    it(`refuses ${type} without any property that it has, and names these: ${JSON.stringify(payload).slice(0, 60)}`, async () => {
      let extracted = 0;
      const {renderer, ehr} = await rendererWith({
        extract: () => ({extractedResources: [{resourceType: `X${extracted++}`}]}),
      });
      await ehr.request('sdc.configureContext', {context: {subject: {reference: 'Patient/1'}}});
      const answer = await ehr.request<string, object>(type, payload);
      expect(answer).to.have.property('status', 'error');
      expect(answer).to.have.nested.property('outcome.issue[0].code', 'invalid');
      expect(answer).to.have.nested.property('outcome.issue[0].diagnostics').that.includes(expected);
      expect([renderer.context, extracted]).to.deep.equal([{subject: {reference: 'Patient/1'}}, 0]);
      const extension = [{url: 'https://example.org/x', valueString: 'x'}];
      expect(await ehr.request<string, object>(type, {extension})).not.to.have.property('outcome');
    });
  }

  it('answers once the form is shown, and that it failed where it could not be', async () => {
    const gate = new Gate();
    const {ehr} = await rendererWith({
      display: async ({questionnaire}) => {
        await gate.opened;
        if (questionnaire?.url?.endsWith('bad')) throw new Error('Cannot be shown.');
      },
      currentResponse: () => response('a', 'shown'),
    });
    let answered = false;
    const first = ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')});
    void first.then(() => (answered = true));
    const current = ehr.request('sdc.requestCurrentQuestionnaireResponse', {});
    await aTimeout(10);
    expect(answered).to.equal(false);
    gate.open();
    expect(await first).to.deep.equal(success);
    expect(await current).to.deep.equal({questionnaireResponse: response('a', 'shown')});
    await withUncaughtErrors(async () => {
      const bad = await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('bad')});
      expect(bad.status).to.equal('error');
    });
  });

  it('sends what is typed although display() never settles, shows the next form, and says so', async () => {
    const {renderer, ehr} = await rendererWith({
      display: ({questionnaire}) => questionnaire?.url?.endsWith('a') && new Promise(() => undefined),
    });
    const errors: string[] = [];
    renderer.addEventListener('error', ({detail}) => errors.push(detail.error.code));
    const clock = new Clock();
    try {
      void ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')}).catch(() => undefined);
      await eventually('it is taken', () => renderer.questionnaire !== undefined);
      renderer.notifyResponseChanged(response('a', 'typed'));
      await clock.advance(9000);
      expect([told(ehr), errors]).to.deep.equal([[], []]);
      await clock.advance(1500);
      await eventually('it is said', () => errors.length > 0);
      expect(told(ehr)).to.deep.equal([{questionnaireResponse: response('a', 'typed')}]);
      expect(errors).to.deep.equal(['timeout']);
      expect(await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('b')})).to.deep.equal(success);
    } finally {
      clock.restore();
    }
  });

  it('says which error of the page kept it from answering, and goes on', async () => {
    const problem = new Error('of the page');
    const fail = (): never => {
      throw problem;
    };
    const {renderer, ehr} = await rendererWith({
      display: ({questionnaire}) => questionnaire?.url?.endsWith('bad') && fail(),
      currentResponse: () => Promise.reject(problem),
      extract: fail,
      prepopulate: fail,
    });
    const errors: SmartMessagingError[] = [];
    renderer.addEventListener('error', ({detail}) => errors.push(detail.error));
    const failures = [
      ['sdc.displayQuestionnaire', {questionnaire: questionnaire('bad')}],
      ['sdc.requestCurrentQuestionnaireResponse', {}],
      ['sdc.requestExtract', {}],
      ['sdc.requestPrepopulate', {}],
    ] as const;
    const reported = await withUncaughtErrors(async () => {
      for (const [messageType, payload] of failures) {
        const answer = await ehr.request<string, object>(messageType, payload);
        expect(answer).to.have.nested.property('outcome.issue[0].code', 'exception');
      }
    });
    expect(reported).to.deep.equal(failures.map(() => problem));
    expect(errors.map(({code, messageType, cause}) => [code, messageType, cause])).to.deep.equal(
      failures.map(([messageType]) => ['handler-failed', messageType, problem]),
    );
    expect(errors[0]?.message).to.include('Mend what the error');
    expect(await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('good')})).to.deep.equal(
      success,
    );
  });

  it('gives the answers that it has, extracts and fills in, or says that it does not', async () => {
    const outcome = {resourceType: 'OperationOutcome' as const, issue: []};
    const {renderer, ehr} = await rendererWith({
      extract: (form) => ({outcome, extractedResources: [{resourceType: 'Basic', form} as never]}),
      prepopulate: () => renderer.notifyResponseChanged(response('a', 'filled in')),
    });
    const {outcome: none} = await ehr.request('sdc.requestCurrentQuestionnaireResponse', {});
    expect(none?.issue[0]?.severity).to.equal('error');
    await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')});
    expect(await ehr.request('sdc.requestPrepopulate', {})).to.deep.equal(success);
    const form = {questionnaire: questionnaire('a'), questionnaireResponse: response('a', 'filled in')};
    expect(await ehr.request('sdc.requestCurrentQuestionnaireResponse', {})).to.deep.equal({
      questionnaireResponse: form.questionnaireResponse,
    });
    const extracted = (given: SdcForm): object => ({
      outcome,
      extractedResources: [{resourceType: 'Basic', form: {...form, ...given}}],
    });
    for (const given of [{}, {questionnaireResponse: response('a', 'other')}]) {
      expect(await ehr.request('sdc.requestExtract', given)).to.deep.equal(extracted(given));
    }
    const {ehr: other} = await rendererWith();
    for (const type of ['sdc.requestExtract', 'sdc.requestPrepopulate'] as const) {
      const answer = await other.request(type, {});
      expect(answer).to.have.nested.property('outcome.issue[0].code', 'not-supported');
    }
  });

  it('tells of changes one at a time, the latest of those that came meanwhile, and of the focus beside', async () => {
    const gate = new Gate();
    const {renderer, ehr} = await rendererWith(
      {},
      {'sdc.ui.changedQuestionnaireResponse': () => gate.opened.then(() => success)},
    );
    for (const text of ['1', '2', '3', '4']) {
      renderer.notifyResponseChanged(response('a', text), {changedLinkIds: [text]});
    }
    renderer.changeFocus('q1', 'valueString');
    await eventually('the first is told', () => ehr.requests.length === 2);
    gate.open();
    await eventually('the last is told', () => ehr.requests.length === 3);
    await aTimeout(20);
    expect(told(ehr)).to.deep.equal([
      {questionnaireResponse: response('a', '1'), changedLinkIds: ['1']},
      {linkId: 'q1', focus_field: 'valueString'},
      {questionnaireResponse: response('a', '4')},
    ]);
  });

  it('tells of what was typed before a form is replaced ahead of its answer, and of what follows behind it', async () => {
    const gates = [new Gate(), new Gate()];
    const {renderer, ehr} = await rendererWith(
      {display: () => renderer.notifyResponseChanged(response('b', 'calculated'))},
      {'sdc.ui.changedQuestionnaireResponse': () => gates[0]!.opened.then(() => success)},
    );
    renderer.notifyResponseChanged(response('a', '1'));
    renderer.notifyResponseChanged(response('a', '2'));
    const display = ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('b')});
    const order: string[] = [];
    void display.then(() => order.push(`shown after ${ehr.requests.length}`));
    await display;
    gates[0]!.open();
    await eventually('what follows is told', () => ehr.requests.length === 3);
    expect(order).to.deep.equal(['shown after 2']);
    expect(told(ehr).map((payload) => (payload as SdcForm).questionnaireResponse)).to.deep.equal([
      response('a', '1'),
      response('a', '2'),
      response('b', 'calculated'),
    ]);
  });

  it('reports what the host does not want, and goes on', async () => {
    const {renderer, ehr} = await rendererWith({}, {'sdc.ui.changedQuestionnaireResponse': {status: 'error'}});
    const errors: string[] = [];
    renderer.addEventListener('error', ({detail}) => errors.push(detail.error.code));
    renderer.notifyResponseChanged(response('a', '1'));
    await eventually('it is refused', () => errors.length === 1);
    ehr.answers['sdc.ui.changedQuestionnaireResponse'] = success;
    renderer.notifyResponseChanged(response('a', '2'));
    await eventually('it is told', () => ehr.requests.length === 2);
    expect(errors).to.deep.equal(['refused']);
  });

  it('says in the handshake what it is and can do, and serves until dispose()', async () => {
    const {context, ehr} = await connectedContext();
    const renderer = new SdcRenderer(context, {application: {name: 'Forms'}, extract: () => ({})});
    expect(context.handshakePayload).to.deep.equal({
      protocolVersion: '1.0',
      application: {name: 'Forms'},
      capabilities: {extraction: true, focusChangeNotifications: true},
    });
    renderer.dispose();
    renderer.dispose();
    expect(await ehr.request('sdc.configure', {})).to.have.property('status', 'error');
    renderer.hostConnected();
    expect(await ehr.request('sdc.configure', {})).to.deep.equal(success);
  });
});
