import {aTimeout, expect} from '@open-wc/testing';
import {refusal} from '../../components/protocol/refusals.js';
import {SdcRenderer, type SdcForm} from '../../components/sdc/index.js';
import type {ScriptedEhr} from '../../components/testing/index.js';
import {connectedContext} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {questionnaire, response, success} from './support/forms.js';
import {scriptedRenderer} from './support/scripted-renderer.js';

const type = 'sdc.ui.changedQuestionnaireResponse';
const throttled = refusal(type, 429, 'Too much.');

interface Rendering {
  renderer: SdcRenderer;
  ehr: ScriptedEhr;
  errors: string[];
  /** What the host was told, in short. */
  told: () => unknown[];
}

/** A renderer whose host answers changes with these, one after the other, and with success then. */
async function rendererWith(...answers: object[]): Promise<Rendering> {
  const {context, ehr} = await connectedContext(
    {},
    {answers: {[type]: () => answers.shift() ?? success, 'sdc.ui.changedFocus': () => answers.shift() ?? success}},
  );
  const renderer = new SdcRenderer(context);
  const errors: string[] = [];
  renderer.addEventListener('error', ({detail}) => errors.push(detail.error.code));
  const told = (): unknown[] =>
    ehr.requests.map(({payload}) => {
      const {questionnaireResponse, linkId, changedLinkIds} = payload as SdcForm & Record<string, unknown>;
      const item = (questionnaireResponse as ReturnType<typeof response> | undefined)?.item[0];
      const text = (item as {answer: [{valueString: string}]} | undefined)?.answer[0].valueString ?? linkId;
      return changedLinkIds ? [text, changedLinkIds] : text;
    });
  return {renderer, ehr, errors, told};
}

describe('SdcRenderer whose host refuses changes for now', () => {
  for (const [what, answer] of [
    ['an issue "throttled"', throttled],
    [
      'an issue "transient"',
      {outcome: {resourceType: 'OperationOutcome', issue: [{severity: 'error', code: 'transient'}]}},
    ],
    ['a status', {status: '429 Too Many Requests'}],
    ['a numeric status', {status: 503}],
    ['a text', {status: 'failure', statusDetail: {text: '429 Too Many Requests. Later.'}}],
  ] as const) {
    it(`sends them again until they arrive: ${what}`, async () => {
      const {renderer, errors, told} = await rendererWith(answer, answer);
      renderer.notifyResponseChanged(response('a', '1'), {changedLinkIds: ['1']});
      await eventually('it arrives', () => told().length === 3);
      await aTimeout(50);
      expect(told()).to.deep.equal([
        ['1', ['1']],
        ['1', ['1']],
        ['1', ['1']],
      ]);
      expect(errors).to.deep.equal([]);
    });
  }

  it('sends the latest of them, and leaves open what has changed', async () => {
    const {renderer, told} = await rendererWith(throttled);
    renderer.notifyResponseChanged(response('a', '1'), {changedLinkIds: ['1']});
    renderer.notifyResponseChanged(response('a', '2'), {changedLinkIds: ['2']});
    await eventually('the first is refused', () => told().length === 1);
    renderer.notifyResponseChanged(response('a', '3'), {changedLinkIds: ['3']});
    renderer.changeFocus('q1');
    await eventually('all is told', () => told().length === 3);
    await aTimeout(400);
    expect(told()).to.deep.equal([['1', ['1']], 'q1', '3']);
  });

  for (const answer of [refusal(type, 403, 'No.'), refusal(type, 501, 'No.'), refusal(type, 400, 'No.'), {}]) {
    it(`sends nothing again that is refused for good: ${JSON.stringify(answer).slice(0, 90)}`, async () => {
      const {renderer, errors, told} = await rendererWith(answer);
      renderer.notifyResponseChanged(response('a', '1'));
      await aTimeout(600);
      expect(told()).to.deep.equal(['1']);
      expect(errors).to.have.lengthOf(1);
    });
  }

  it('says so when the connection ends first, and sends them in the next one', async () => {
    const {renderer, errors, told} = await rendererWith(throttled);
    renderer.notifyResponseChanged(response('a', '1'));
    await eventually('it is refused', () => told().length === 1);
    const element = document.querySelector('smart-messaging-context')!;
    const place = element.parentElement!;
    await aTimeout(20);
    element.remove();
    expect(errors).to.deep.equal(['refused']);
    await aTimeout(600);
    expect(told()).to.deep.equal(['1']);
    place.append(element);
    await eventually('it is told', () => told().length === 2);
    expect(told()).to.deep.equal(['1', '1']);
  });

  it('sends them again to a host that does not answer, and says so once', async () => {
    const silence = new Promise<object>(() => undefined);
    const {renderer, errors, told} = await rendererWith(silence, silence);
    const element = document.querySelector('smart-messaging-context')!;
    element.requestTimeout = 100;
    renderer.notifyResponseChanged(response('a', '1'));
    await eventually('it arrives', () => told().length === 3);
    await aTimeout(200);
    expect(told()).to.have.lengthOf(3);
    expect(errors).to.deep.equal(['timeout']);
  });

  it('says so when it is disposed of first', async () => {
    const {renderer, errors, told} = await rendererWith(throttled);
    renderer.notifyResponseChanged(response('a', '1'));
    await eventually('it is refused', () => told().length === 1);
    await aTimeout(20);
    renderer.dispose();
    expect(errors).to.deep.equal(['refused']);
    await aTimeout(400);
    expect(told()).to.deep.equal(['1']);
    renderer.hostConnected();
    await eventually('it is told', () => told().length === 2);
  });

  it('sends the last ones to a form ahead of the answer to the next form, never behind it', async () => {
    for (const whenRefused of [true, false]) {
      const {renderer, ehr, told} = await rendererWith(throttled, throttled, throttled);
      renderer.notifyResponseChanged(response('a', '1'));
      renderer.notifyResponseChanged(response('a', '2'));
      if (whenRefused) await eventually('the first is refused', () => told().length === 1);
      if (whenRefused) await aTimeout(20);
      let before: unknown[] = [];
      const shown = ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('b')}).then((answer) => {
        before = told();
        return answer;
      });
      await eventually('it is taken', () => renderer.questionnaire !== undefined);
      renderer.notifyResponseChanged(response('b', '3'));
      expect(await shown).to.deep.equal(success);
      expect(before.at(-1)).to.equal('2');
      await eventually('the next form is told', () => told().at(-1) === '3');
      await aTimeout(300);
      expect(told().filter((text) => text === '3')).to.have.lengthOf(1);
      expect(told().at(-1)).to.equal('3');
    }
  });

  const patient = (id: string): object => ({subject: {reference: `Patient/${id}`}});

  it('gives the last ones up when they take too long and name the same form and subject, and says so', async function () {
    this.timeout(25_000);
    for (const context of [undefined, patient('1')]) {
      const {renderer, ehr, errors, told} = await rendererWith(...Array<object>(100).fill(throttled));
      await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a'), ...(context && {context})});
      renderer.notifyResponseChanged(response('a', '1'));
      await eventually('it is refused', () => told().length === 1);
      const shown = ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')});
      expect(await shown).to.deep.equal(success);
      expect(errors).to.deep.equal(['refused']);
      const count = told().length;
      await aTimeout(1000);
      expect(told()).to.have.lengthOf(count);
    }
  });

  it('gives them up where neither names the subject that is shown then', async function () {
    this.timeout(12_000);
    const {renderer, ehr, errors, told} = await rendererWith(...Array<object>(100).fill(throttled));
    await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')});
    renderer.notifyResponseChanged(response('a', '1'));
    await eventually('it is refused', () => told().length === 1);
    await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a'), context: patient('2')});
    expect(errors).to.deep.equal(['refused']);
    const count = told().length;
    await aTimeout(1000);
    expect(told()).to.have.lengthOf(count);
  });

  for (const [what, typed, next, expected] of [
    [
      'the form',
      response('a', 'late'),
      {questionnaire: questionnaire('b')},
      {...patient('1'), ...response('a', 'late')},
    ],
    [
      'the form, which the app does not name',
      {...response('a', 'late'), questionnaire: undefined},
      {questionnaire: questionnaire('b')},
      {...patient('1'), ...response('a', 'late'), questionnaire: 'https://forms.example.org/a'},
    ],
    [
      'the subject',
      {...response('a', 'late'), ...patient('1')},
      {questionnaire: questionnaire('a'), context: patient('2')},
      {...response('a', 'late'), ...patient('1')},
    ],
    [
      'the subject, which the app does not name',
      response('a', 'late'),
      {questionnaire: questionnaire('a'), context: patient('2')},
      {...patient('1'), ...response('a', 'late')},
    ],
  ] as const) {
    it(`goes on sending the last ones while another form is shown, where they name another: ${what}`, async function () {
      this.timeout(20_000);
      const {renderer: one, ehr: host, errors, told} = await rendererWith(...Array<object>(100).fill(throttled));
      await host.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a'), context: patient('1')});
      one.notifyResponseChanged(typed);
      await eventually('it is refused', () => told().length === 1);
      await host.request('sdc.configureContext', {
        context: (next as SdcForm & {context?: object}).context ?? patient('1'),
      });
      expect(await host.request('sdc.displayQuestionnaire', next)).to.deep.equal(success);
      host.answers[type] = success;
      const before = told().length;
      await eventually('it arrives', () => told().length > before, 12_000);
      expect(host.requests.at(-1)?.payload).to.deep.equal({questionnaireResponse: expected});
      expect(errors).to.deep.equal([]);
      one.notifyResponseChanged(response('b', 'next'));
      await eventually('the next form is told', () => told().at(-1) === 'next');
      expect(host.requests.at(-1)?.payload).to.deep.equal({questionnaireResponse: response('b', 'next')});
    });
  }

  it('gives the last ones to a form before up when that form is shown again, and says so', async function () {
    this.timeout(30_000);
    const {renderer, ehr, errors, told} = await rendererWith(...Array<object>(100).fill(throttled));
    const display = (name: string): Promise<object> =>
      ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire(name), context: patient('1')});
    await display('a');
    renderer.notifyResponseChanged(response('a', 'late'));
    await eventually('it is refused', () => told().length === 1);
    await display('b');
    await aTimeout(100);
    expect(errors).to.deep.equal([]);
    await display('a');
    const count = told().length;
    ehr.answers[type] = success;
    await eventually('it is given up', () => errors.length > 0, 12_000);
    await aTimeout(500);
    expect([errors, told().length]).to.deep.equal([['invalid-request'], count]);
  });

  it('says so when the connection ends before the last ones to a form before have arrived', async function () {
    this.timeout(20_000);
    const {renderer, ehr, errors, told} = await rendererWith(...Array<object>(100).fill(throttled));
    await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')});
    renderer.notifyResponseChanged(response('a', 'late'));
    await eventually('it is refused', () => told().length === 1);
    await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('b')});
    expect(errors).to.deep.equal([]);
    document.querySelector('smart-messaging-context')!.remove();
    expect(errors).to.deep.equal(['refused']);
  });
});

describe('SdcRenderer whose host fails', () => {
  for (const failure of [
    refusal(type, 500, 'The database is locked.'),
    {status: '502 Bad Gateway'},
    {status: 'failure', statusDetail: {text: '500 Internal Server Error'}},
  ]) {
    it(`sends the answers a few times more: ${JSON.stringify(failure).slice(0, 90)}`, async () => {
      const {renderer, errors, told} = await rendererWith(failure, failure);
      renderer.notifyResponseChanged(response('a', '1'));
      await eventually('it arrives', () => told().length === 3);
      await aTimeout(100);
      expect([told(), errors]).to.deep.equal([['1', '1', '1'], []]);
    });
  }

  it('says that it could not after four tries, and sends the next answers', async () => {
    const failure = refusal(type, 500, 'The database is locked.');
    const {renderer, errors, told} = await rendererWith(failure, failure, failure, failure);
    renderer.notifyResponseChanged(response('a', '1'));
    await eventually('it is given up', () => errors.length > 0);
    expect([told(), errors]).to.deep.equal([['1', '1', '1', '1'], ['refused']]);
    await aTimeout(2500);
    expect(told()).to.have.lengthOf(4);
    renderer.notifyResponseChanged(response('a', '2'));
    await eventually('it arrives', () => told().at(-1) === '2');
    expect(errors).to.have.lengthOf(1);
  });
});

describe('SdcHost whose renderer refuses for now', () => {
  it('tells it again, the latest only', async () => {
    const {host, app, told} = await scriptedRenderer({questionnaire: questionnaire('a')});
    told();
    const errors: string[] = [];
    host.addEventListener('error', ({detail}) => errors.push(detail.error.code));
    const answers: object[] = [throttled, throttled];
    app.answers['sdc.displayQuestionnaire'] = () => answers.shift() ?? success;
    host.questionnaire = questionnaire('b');
    await eventually('it is refused', () => answers.length === 1);
    host.questionnaire = questionnaire('c');
    expect(await host.updateComplete).to.equal(true);
    expect(app.requests.at(-1)?.payload).to.deep.equal({questionnaire: questionnaire('c')});
    expect(told()).to.deep.equal(['displayQuestionnaire', 'displayQuestionnaire', 'displayQuestionnaire']);
    expect(errors).to.deep.equal([]);
  });

  it('goes on with the form that is shown, where that is wanted again', async () => {
    const form = questionnaire('a');
    const {host, app} = await scriptedRenderer({questionnaire: form});
    app.answers['sdc.displayQuestionnaire'] = throttled;
    host.questionnaire = questionnaire('b');
    await eventually('it is refused', () => app.requests.at(-1)?.messageType === 'sdc.displayQuestionnaire');
    await aTimeout(20);
    host.questionnaire = form;
    expect(await host.updateComplete).to.equal(true);
    await app.request(type, {questionnaireResponse: response('a', 'typed')});
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'typed'));
  });
});
