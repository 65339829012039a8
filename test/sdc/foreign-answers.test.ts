import {expect} from '@open-wc/testing';
import {
  SdcHost,
  type QuestionnaireResponse,
  type SdcHostSettings,
  type SdcResponseChange,
} from '../../components/sdc/index.js';
import {eventually} from '../support/eventually.js';
import {Gate} from '../support/gate.js';
import {changesOf, questionnaire, response, success} from './support/forms.js';
import {scriptedRenderer, type Scripted} from './support/scripted-renderer.js';

const patient = (id: string): {subject: {reference: string}} => ({subject: {reference: `Patient/${id}`}});
const type = ({app}: Scripted, questionnaireResponse: QuestionnaireResponse): Promise<unknown> =>
  app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse});

async function rendererOf(settings: SdcHostSettings): Promise<Scripted & {changes: SdcResponseChange[]}> {
  const scripted = await scriptedRenderer(settings);
  return {...scripted, changes: changesOf(scripted.host)};
}

describe('SdcHost and answers that are not those to its form', () => {
  it('tells those to another questionnaire as stale, and never shows them', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a')});
    await type(scripted, response('b', 'planted'));
    scripted.host.questionnaire = questionnaire('b');
    await scripted.host.updateComplete;
    expect(scripted.changes.map(({stale}) => stale)).to.deep.equal([true]);
    expect(scripted.host.questionnaireResponse).to.equal(undefined);
  });

  it('takes those whose questionnaire is contained in them', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a')});
    const contained = [{...questionnaire('a'), id: 'form'}];
    await type(scripted, {...response('a', 'typed'), questionnaire: '#form', contained});
    expect(scripted.changes.map(({stale}) => stale)).to.deep.equal([false]);
  });

  it('tells those of another subject as stale', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a'), context: patient('1')});
    await type(scripted, {...response('a', 'of another'), ...patient('2')});
    await type(scripted, {...response('a', 'typed'), ...patient('1')});
    expect(scripted.changes.map(({stale}) => stale)).to.deep.equal([true, false]);
  });

  it('takes those that name the same subject by its whole address, or by its relative one', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a'), context: patient('1')});
    const whole = (server: string): object => ({subject: {reference: `https://${server}/Patient/1`}});
    await type(scripted, {...response('a', 'typed'), ...whole('ehr.example.org')});
    scripted.host.context = whole('ehr.example.org');
    await scripted.host.updateComplete;
    await type(scripted, {...response('a', 'typed'), ...patient('1')});
    await type(scripted, {...response('a', 'of another'), ...whole('other.example.org')});
    expect(scripted.changes.map(({stale}) => stale)).to.deep.equal([false, false, true]);
    expect(scripted.host.questionnaireResponse).to.deep.include(response('a', 'typed'));
  });

  it('tells those to the form of the host before as stale', async () => {
    const {frame, app, host: before} = await scriptedRenderer({questionnaire: questionnaire('a')});
    before.dispose();
    const gate = new Gate();
    app.answers['sdc.displayQuestionnaire'] = () => gate.opened.then(() => success);
    const host = new SdcHost(frame, {questionnaire: questionnaire('b'), context: patient('2')});
    const changes = changesOf(host);
    await eventually(
      'b is asked for',
      () => app.requests.filter(({messageType}) => messageType.endsWith('displayQuestionnaire')).length === 2,
    );
    await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: response('a', 'late')});
    gate.open();
    await host.updateComplete;
    expect(changes.map(({stale}) => stale)).to.deep.equal([true]);
    expect(host.questionnaireResponse).to.equal(undefined);
  });

  it('tells those to the form before as stale, also when the display of the next was not answered', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a')});
    const {host, app} = scripted;
    app.answers['sdc.displayQuestionnaire'] = () => new Promise(() => undefined);
    host.questionnaire = questionnaire('b');
    expect(await host.updateComplete).to.equal(false);
    await type(scripted, response('a', 'still'));
    expect(scripted.changes.map(({stale}) => stale)).to.deep.equal([true]);
  });

  it('tells as stale what was typed before the page assigned others, whatever is still under way', async () => {
    const scripted = await rendererOf({
      questionnaire: questionnaire('a'),
      questionnaireResponse: response('a', 'first'),
      context: patient('1'),
    });
    const {host, app, told} = scripted;
    const gate = new Gate();
    app.answers['sdc.configureContext'] = () => gate.opened.then(() => success);
    host.context = {...patient('1'), author: {reference: 'Practitioner/1'}};
    await eventually('the context is told', () => told().includes('configureContext'));
    host.questionnaireResponse = response('a', 'second');
    await type(scripted, response('a', 'typed into the first'));
    gate.open();
    await host.updateComplete;
    expect(scripted.changes.map(({stale}) => stale)).to.deep.equal([true]);
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'second'));
  });

  it('keeps no answers of one patient for another', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a'), context: patient('1')});
    const {host, app, told} = scripted;
    await type(scripted, response('a', 'typed for patient 1'));
    told();
    host.context = patient('2');
    await host.updateComplete;
    expect(host.questionnaireResponse).to.equal(undefined);
    expect(told()).to.deep.equal(['configureContext', 'displayQuestionnaire']);
    expect(app.requests.at(-1)?.payload).to.deep.equal({questionnaire: questionnaire('a')});
  });

  it('shows another patient the answers that come with that patient, or name them', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a'), context: patient('1')});
    const {host} = scripted;
    await type(scripted, response('a', 'typed for patient 1'));
    Object.assign(host, {context: patient('2'), questionnaireResponse: response('a', 'of patient 2')});
    await host.updateComplete;
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'of patient 2'));
    const named = {...response('a', 'of patient 3'), ...patient('3')};
    host.questionnaireResponse = named;
    await host.updateComplete;
    host.context = patient('3');
    await host.updateComplete;
    expect(host.questionnaireResponse).to.deep.equal(named);
  });

  it('keeps the answers when the context says more of the same patient', async () => {
    const scripted = await rendererOf({questionnaire: questionnaire('a'), context: patient('1')});
    await type(scripted, response('a', 'typed'));
    scripted.host.context = {subject: {reference: 'Patient/1', display: 'Amy'}};
    await scripted.host.updateComplete;
    expect(scripted.host.questionnaireResponse).to.deep.equal(response('a', 'typed'));
  });
});
