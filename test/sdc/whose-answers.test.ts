import {expect} from '@open-wc/testing';
import type {
  Questionnaire,
  QuestionnaireResponse,
  SdcHostSettings,
  SdcResponseChange,
} from '../../components/sdc/index.js';
import {rejection} from '../support/rejection.js';
import {questionnaire, response} from './support/forms.js';
import {scriptedRenderer, type Scripted} from './support/scripted-renderer.js';

const identifier = {system: 'urn:oid:2.16.840.1', value: '7'};

/** Whether answers with that member are taken as stale. */
async function isStale({app, host}: Scripted, member: object): Promise<boolean> {
  const changes: SdcResponseChange[] = [];
  host.addEventListener('response-change', ({detail}) => changes.push(detail), {once: true});
  const questionnaireResponse = {...response('a', 'typed'), ...member} as QuestionnaireResponse;
  await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse});
  return changes[0]!.stale;
}

type Row = readonly [context: object, subject: unknown, stale: boolean, settings?: SdcHostSettings];

const subjects: readonly Row[] = [
  // The same reference, in any version.
  [{reference: 'Patient/1'}, {reference: 'Patient/1'}, false],
  [{reference: 'Patient/1'}, {reference: 'Patient/1/_history/2'}, false],
  [{reference: 'Patient/1/_history/1'}, {reference: 'https://a/fhir/Patient/1/_history/2'}, false],
  [{reference: 'urn:uuid:1'}, {reference: 'urn:uuid:1'}, false],
  [{reference: 'urn:uuid:1'}, {reference: 'urn:uuid:2'}, true],
  [{reference: 'Patient/1'}, {reference: 'Patient/2'}, true],
  [{reference: 'Patient/1'}, {reference: 'Group/1'}, true],
  [{reference: 'Patient/11'}, {reference: '1'}, true],
  // Fragments lead into different resources.
  [{reference: 'Patient/1'}, {reference: '#patient'}, true],
  [{reference: '#patient'}, {reference: '#patient'}, true],
  [{reference: 'Patient/1'}, {reference: 'Patient/1#name'}, true],
  // The same id on another server.
  [{reference: 'https://a/fhir/Patient/1'}, {reference: 'https://a/fhir/Patient/1'}, false],
  [{reference: 'https://a/fhir/Patient/1'}, {reference: 'https://b/fhir/Patient/1'}, true],
  [{reference: 'https://a/fhir/Patient/1'}, {reference: 'https://a/other/Patient/1'}, true],
  // A relative one, without and with a known server.
  [{reference: 'Patient/1'}, {reference: 'https://b/fhir/Patient/1'}, false],
  [{reference: 'Patient/1'}, {reference: 'https://a/fhir/Patient/1'}, false, {dataServer: 'https://a/fhir/'}],
  [{reference: 'Patient/1'}, {reference: 'https://b/fhir/Patient/1'}, true, {dataServer: 'https://a/fhir'}],
  [{reference: 'https://a/fhir/Patient/1'}, {reference: 'Patient/1'}, false, {dataServer: 'https://a/fhir'}],
  [{reference: 'https://b/fhir/Patient/1'}, {reference: 'Patient/1'}, true, {dataServer: 'https://a/fhir'}],
  // Identifiers.
  [{identifier}, {identifier}, false],
  [{identifier}, {identifier: {...identifier, use: 'official'}, display: 'Amy'}, false],
  [{reference: 'Patient/1', identifier}, {identifier}, false],
  [{identifier}, {identifier: {...identifier, value: '8'}}, true],
  [{identifier}, {identifier: {...identifier, system: 'urn:oid:2.16.840.2'}}, true],
  [{identifier: {value: '7'}}, {identifier: {value: '7'}}, true],
  [{reference: 'Patient/1'}, {identifier}, true],
  [{reference: 'Patient/1', identifier}, {reference: 'Patient/2', identifier}, true],
  // What proves nothing.
  [{reference: 'Patient/1'}, {display: 'Amy'}, true],
  [{display: 'Amy'}, {display: 'Amy'}, true],
  [{reference: 'Patient/1'}, {reference: null}, true],
  [{reference: 'Patient/1'}, {reference: ''}, true],
  [{reference: 'Patient/1'}, {}, true],
  [{reference: 'Patient/1'}, null, true],
  [{reference: 'Patient/1'}, 'Patient/1', true],
  [{reference: 'Patient/1'}, [{reference: 'Patient/1'}], true],
  // Nothing is there.
  [{reference: 'Patient/1'}, undefined, false],
];

const named = (more: object): Questionnaire => ({resourceType: 'Questionnaire', ...more});
const other = (url?: string): object => ({resourceType: 'Questionnaire', id: 'form', url});

const forms: ReadonlyArray<readonly [form: Questionnaire | string, name: unknown, stale: boolean, more?: object]> = [
  [questionnaire('a'), 'https://forms.example.org/a', false],
  [questionnaire('a'), 'https://forms.example.org/a|2.0', false],
  [questionnaire('a'), 'https://forms.example.org/a#page', false],
  [questionnaire('a'), 'https://forms.example.org/ab', true],
  [questionnaire('a'), 'x-q:other', true],
  [questionnaire('a'), 'x.q+z:other', true],
  [questionnaire('a'), 'urn:uuid:1', true],
  [questionnaire('a'), 'Questionnaire/other', true],
  [questionnaire('a'), 'other', true],
  [questionnaire('a'), '', true],
  [questionnaire('a'), null, true],
  [questionnaire('a'), ['https://forms.example.org/a'], true],
  [questionnaire('a'), undefined, false],
  [{...questionnaire('a'), id: 'one'}, 'Questionnaire/one', false],
  [{...questionnaire('a'), id: 'one'}, 'https://b/fhir/Questionnaire/one', true],
  [named({id: 'one'}), 'Questionnaire/one', false],
  [named({id: 'one'}), 'https://b/fhir/Questionnaire/one', true],
  [named({id: 'one'}), 'https://b/fhir/Questionnaire/two', true],
  [named({}), 'https://forms.example.org/a', true],
  [named({}), 'x/undefined', true],
  [questionnaire('a'), '#form', false, {contained: [other('https://forms.example.org/a')]}],
  [questionnaire('a'), '#form', true, {contained: [other('https://forms.example.org/b')]}],
  [questionnaire('a'), '#form', true, {contained: [other()]}],
  [questionnaire('a'), '#form', true, {contained: [{...other('https://forms.example.org/a'), id: 'another'}]}],
  [questionnaire('a'), '#form', true],
  ['https://forms.example.org/a|1.0', 'https://forms.example.org/a|2.0', false],
  ['https://forms.example.org/a|1.0', 'https://forms.example.org/b|1.0', true],
];

const text = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));

describe('SdcHost takes for current what is provably about its subject', () => {
  for (const [context, subject, stale, settings] of subjects) {
    const servers = settings ? ` with ${text(settings)}` : '';
    it(`${text(context)} and ${text(subject)}${servers}: ${stale ? 'stale' : 'current'}`, async () => {
      const scripted = await scriptedRenderer({
        questionnaire: questionnaire('a'),
        context: {subject: context},
        ...settings,
      });
      expect(await isStale(scripted, subject === undefined ? {} : {subject})).to.equal(stale);
      expect(scripted.host.questionnaireResponse === undefined).to.equal(stale);
    });
  }

  it('compares relative references with one server only: the dataServer, where both are set', async () => {
    const scripted = await scriptedRenderer({
      questionnaire: {resourceType: 'Questionnaire', id: 'one'},
      context: {subject: {reference: 'Patient/1'}},
      dataServer: 'https://a/fhir',
    });
    scripted.frame.iss = 'https://b/fhir';
    await scripted.frame.updateComplete;
    await scripted.host.updateComplete;
    for (const [server, stale] of [
      ['https://a/fhir', false],
      ['https://b/fhir', true],
    ] as const) {
      const own = {questionnaire: undefined};
      expect(await isStale(scripted, {...own, subject: {reference: `${server}/Patient/1`}})).to.equal(stale);
      expect(await isStale(scripted, {questionnaire: `${server}/Questionnaire/one`})).to.equal(stale);
    }
  });

  it('takes the answers away when the server of a relative subject becomes another one', async () => {
    for (const subject of [undefined, {reference: 'https://a/fhir/Patient/1'}, {reference: 'Patient/1'}]) {
      const {host, app} = await scriptedRenderer({
        questionnaire: questionnaire('a'),
        context: {subject: {reference: 'Patient/1'}},
        dataServer: 'https://a/fhir',
      });
      const typed = {...response('a', 'typed'), ...(subject && {subject})};
      await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: typed});
      expect(host.questionnaireResponse).to.deep.equal(typed);
      host.dataServer = 'https://b/fhir';
      await host.updateComplete;
      expect(host.questionnaireResponse).to.equal(undefined);
      expect(app.requests.at(-1)?.messageType).to.equal('sdc.displayQuestionnaire');
    }
  });

  it('compares with the subject of the assigned response where the context has none', async () => {
    const subject = {reference: 'Patient/1'};
    const scripted = await scriptedRenderer({
      questionnaire: questionnaire('a'),
      questionnaireResponse: {...response('a', 'stored'), subject},
      context: {author: {reference: 'Practitioner/1'}},
    });
    expect(await isStale(scripted, {subject: {reference: 'Patient/2'}})).to.equal(true);
    expect(await isStale(scripted, {})).to.equal(false);
    expect(await isStale(scripted, {subject: {reference: 'Patient/2'}})).to.equal(true);
    expect(await isStale(scripted, {subject})).to.equal(false);
  });

  it('compares relative references with the iss of the frame, too', async () => {
    const scripted = await scriptedRenderer({
      questionnaire: questionnaire('a'),
      context: {subject: {reference: 'Patient/1'}},
    });
    scripted.frame.iss = 'https://a/fhir';
    await scripted.frame.updateComplete;
    await scripted.host.updateComplete;
    expect(await isStale(scripted, {subject: {reference: 'https://b/fhir/Patient/1'}})).to.equal(true);
    expect(await isStale(scripted, {subject: {reference: 'https://a/fhir/Patient/1'}})).to.equal(false);
  });

  for (const [before, after, keeps] of [
    [{identifier}, {identifier: {...identifier, value: '8'}}, false],
    [{identifier}, {identifier: {...identifier, use: 'usual'}}, true],
    [{reference: 'https://a/fhir/Patient/1'}, {reference: 'https://b/fhir/Patient/1'}, false],
    [{display: 'Amy'}, {display: 'Bea'}, false],
    [{display: 'Amy'}, {display: 'Amy'}, true],
  ] as const) {
    it(`${keeps ? 'keeps' : 'takes away'} the answers when ${text(before)} becomes ${text(after)}`, async () => {
      const {host, app} = await scriptedRenderer({questionnaire: questionnaire('a'), context: {subject: before}});
      await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: response('a', 'typed')});
      host.context = {subject: after, author: {reference: 'Practitioner/1'}};
      await host.updateComplete;
      expect(host.questionnaireResponse).to.deep.equal(keeps ? response('a', 'typed') : undefined);
    });
  }

  it('takes answers away that name another subject than the first one of the context', async () => {
    const {host, app} = await scriptedRenderer({questionnaire: questionnaire('a')});
    const typed = {...response('a', 'typed'), subject: {reference: 'Patient/1'}};
    await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: typed});
    host.context = {subject: {reference: 'Patient/2'}};
    await host.updateComplete;
    expect(host.questionnaireResponse).to.equal(undefined);
  });
});

describe('SdcHost takes for current what is provably about its form', () => {
  for (const [form, name, stale, more] of forms) {
    it(`${text(form)} and ${text(name)} ${more ? text(more) : ''}: ${stale ? 'stale' : 'current'}`, async () => {
      const scripted = await scriptedRenderer({questionnaire: form});
      expect(await isStale(scripted, {questionnaire: name, ...more})).to.equal(stale);
    });
  }

  it('compares with the response that is shown where there is no questionnaire', async () => {
    const scripted = await scriptedRenderer({questionnaireResponse: response('a', 'stored')});
    expect(await isStale(scripted, {questionnaire: 'https://forms.example.org/b'})).to.equal(true);
    expect(await isStale(scripted, {questionnaire: 'https://forms.example.org/a'})).to.equal(false);
  });
});

describe('SdcHost that asks for the answers', () => {
  for (const [what, member] of [
    ['subject', {subject: {reference: 'Patient/2'}}],
    ['form', {questionnaire: 'https://forms.example.org/b'}],
  ] as const) {
    it(`does not take those of another ${what} for them`, async () => {
      const {host} = await scriptedRenderer(
        {questionnaire: questionnaire('a'), context: {subject: {reference: 'Patient/1'}}},
        {
          'sdc.requestCurrentQuestionnaireResponse': {
            questionnaireResponse: {...response('a', 'of another'), ...member},
          },
        },
      );
      const error = await rejection(host.requestCurrentQuestionnaireResponse());
      expect(error.code).to.equal('invalid-response');
      expect(error.message).to.include('another form or subject');
      expect(host.questionnaireResponse).to.equal(undefined);
    });
  }
});
