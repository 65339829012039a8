import {expect} from '@open-wc/testing';
import {SdcRenderer, type Questionnaire, type SdcForm, type SdcRendererOptions} from '../../components/sdc/index.js';
import type {ScriptedEhr} from '../../components/testing/index.js';
import {Clock} from '../support/clock.js';
import {connectedContext, withUncaughtErrors} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {Gate} from '../support/gate.js';
import {questionnaire, response, success} from './support/forms.js';
import {scriptedRenderer} from './support/scripted-renderer.js';

const canonical = (name: string): string => `https://forms.example.org/${name}|1.0`;

/** A renderer that finds the forms `a` and `b`, and what it has shown. */
async function rendererWith(
  options: SdcRendererOptions = {
    resolve: (url) => ({[canonical('a')]: questionnaire('a'), [canonical('b')]: questionnaire('b')})[url],
  },
): Promise<{renderer: SdcRenderer; ehr: ScriptedEhr; shown: SdcForm[]}> {
  const {context, ehr} = await connectedContext();
  const shown: SdcForm[] = [];
  const renderer = new SdcRenderer(context, {display: (form) => shown.push(form), ...options});
  return {renderer, ehr, shown};
}

const titles = (shown: SdcForm[]): unknown[] =>
  shown.map(({questionnaire}) => (questionnaire as {title?: string} | undefined)?.title);

describe('a Questionnaire given by its canonical URL', () => {
  it('is shown where the renderer finds it, with the response and the context', async () => {
    const {renderer, ehr, shown} = await rendererWith();
    const context = {subject: {reference: 'Patient/1'}};
    const form = {questionnaire: canonical('a'), questionnaireResponse: response('a', 'x'), context};
    expect(await ehr.request('sdc.displayQuestionnaire', form)).to.deep.equal(success);
    expect(shown).to.deep.equal([{questionnaire: questionnaire('a'), questionnaireResponse: response('a', 'x')}]);
    expect([renderer.questionnaire, renderer.context]).to.deep.equal([questionnaire('a'), context]);
    const next = {questionnaire: canonical('b'), questionnaireResponse: response('b', 'y')};
    expect(await ehr.request('sdc.displayQuestionnaireResponse', next)).to.deep.equal(success);
    expect(titles(shown)).to.deep.equal(['a', 'b']);
  });

  it('is refused with the reason where the renderer takes none, or finds none', async () => {
    const {ehr: taking} = await rendererWith({});
    const payload = {questionnaire: canonical('a')};
    const refused = await taking.request('sdc.displayQuestionnaire', payload);
    expect(refused).to.have.property('status', 'error');
    expect(refused).to.have.nested.property('outcome.issue[0].code', 'not-supported');
    expect(refused).to.have.nested.property('outcome.issue[0].diagnostics').that.includes('takes no canonical URL');
    const {renderer, ehr, shown} = await rendererWith();
    const unknown = await ehr.request('sdc.displayQuestionnaire', {questionnaire: canonical('c')});
    expect(unknown).to.have.nested.property('outcome.issue[0].code', 'not-found');
    expect([renderer.questionnaire, shown]).to.deep.equal([undefined, []]);
  });

  it('is not looked for where the response contains it', async () => {
    const {ehr} = await rendererWith({});
    const questionnaireResponse = {...response('a', 'x'), contained: [questionnaire('a')]};
    const form = {questionnaire: canonical('a'), questionnaireResponse};
    expect(await ehr.request('sdc.displayQuestionnaire', form)).to.deep.equal(success);
  });

  it('keeps its place in the order of what the host sends', async () => {
    const gate = new Gate();
    const found: Questionnaire[] = [questionnaire('a'), questionnaire('b')];
    const shown: SdcForm[] = [];
    const {ehr} = await rendererWith({
      display: (form) => shown.push(form),
      resolve: () => gate.opened.then(() => found.shift()),
    });
    const asked = [
      ehr.request('sdc.displayQuestionnaire', {questionnaire: canonical('a')}),
      ehr.request('sdc.displayQuestionnaireResponse', {questionnaireResponse: response('a', 'x')}),
      ehr.request('sdc.requestCurrentQuestionnaireResponse', {}),
      ehr.request('sdc.displayQuestionnaire', {questionnaire: canonical('b')}),
      ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('c')}),
    ];
    gate.open();
    const [, , current] = await Promise.all(asked);
    expect(titles(shown)).to.deep.equal(['a', 'a', 'b', 'c']);
    expect(current).to.deep.equal({questionnaireResponse: response('a', 'x')});
  });

  it('is answered with an error where the function that finds it fails, and the next form is shown', async () => {
    const errors = await withUncaughtErrors(async () => {
      const {ehr} = await rendererWith({
        resolve: () => Promise.reject(new Error('The forms server is down.')),
      });
      const failed = await ehr.request('sdc.displayQuestionnaire', {questionnaire: canonical('a')});
      expect(failed).to.have.property('status', 'error');
      await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('b')});
    });
    expect(errors.map(String)).to.deep.equal(['Error: The forms server is down.']);
  });

  it('keeps no newer form waiting when the function that finds it hangs, and is not shown behind it', async () => {
    const gate = new Gate();
    const shown: SdcForm[] = [];
    const {ehr} = await rendererWith({
      display: (form) => shown.push(form),
      resolve: () => gate.opened.then(() => questionnaire('a')),
    });
    const first = ehr.request('sdc.displayQuestionnaire', {questionnaire: canonical('a')});
    const second = ehr.request('sdc.displayQuestionnaire', {questionnaire: canonical('a')});
    expect(await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('b')})).to.deep.equal(success);
    expect(titles(shown)).to.deep.equal(['b']);
    for (const superseded of await Promise.all([first, second])) {
      expect(superseded).to.have.nested.property('outcome.issue[0].diagnostics').that.includes('A newer form came');
    }
    gate.open();
    await ehr.request('sdc.requestCurrentQuestionnaireResponse', {});
    expect(titles(shown)).to.deep.equal(['b']);
  });

  it('keeps no newer form waiting for ever when display() hangs behind it', async () => {
    const {ehr} = await rendererWith({
      display: ({questionnaire}) => questionnaire?.url?.endsWith('a') && new Promise(() => undefined),
      resolve: () => Promise.resolve(questionnaire('a')),
    });
    const clock = new Clock();
    try {
      void ehr.request('sdc.displayQuestionnaire', {questionnaire: canonical('a')}).catch(() => undefined);
      let answer: unknown;
      void ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('b')}).then((payload) => {
        answer = payload;
      });
      const answered = async (): Promise<boolean> => {
        await clock.advance(1000);
        return answer !== undefined;
      };
      await eventually('it is answered', answered, 12_000);
      expect(answer).to.deep.equal(success);
    } finally {
      clock.restore();
    }
  });

  it('is sent by a host as it was set', async () => {
    const {host, app, told} = await scriptedRenderer({questionnaire: canonical('a')});
    expect(app.requests.at(-1)?.payload).to.deep.equal({questionnaire: canonical('a')});
    told();
    await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: response('a', 'typed')});
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'typed'));
    host.questionnaire = canonical('a');
    await host.updateComplete;
    expect(told()).to.deep.equal([]);
    host.questionnaire = canonical('b');
    await host.updateComplete;
    expect(app.requests.at(-1)?.payload).to.deep.equal({questionnaire: canonical('b')});
  });
});
