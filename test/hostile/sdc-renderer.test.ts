import {aTimeout, expect} from '@open-wc/testing';
import {SdcHost} from '../../components/sdc/index.js';
import {eventually} from '../support/eventually.js';
import {answersTo, ask, launchRaw, request, say, type Launched} from '../support/launches.js';
import {otherSite} from '../support/remote.js';
import {questionnaire, response} from '../sdc/support/forms.js';

const typed = response('a', 'typed');

/** A renderer on another site that takes everything but `except`, shows the form, and has told of what was typed. */
async function rendererAndHost(except = ''): Promise<Launched & {host: SdcHost; errors: string[]}> {
  const launched = await launchRaw({origin: otherSite});
  const {frame, app} = launched;
  await app.run(
    (ehr, except) => {
      addEventListener('message', ({data}: MessageEvent<{messageType?: string; messageId: string}>) => {
        if (!data.messageType || data.messageType === except) return;
        const answer = {
          messageId: crypto.randomUUID(),
          responseToMessageId: data.messageId,
          payload: {status: 'success'},
        };
        parent.postMessage(answer, ehr);
      });
    },
    location.origin,
    except,
  );
  const host = new SdcHost(frame, {questionnaire: questionnaire('a')});
  const errors: string[] = [];
  host.addEventListener('error', ({detail}) => errors.push(String(detail.error.messageType)));
  expect(await host.updateComplete).to.equal(true);
  await ask(app, request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: typed}));
  expect(host.questionnaireResponse).to.deep.equal(typed);
  return {...launched, host, errors};
}

describe('SdcHost and a hostile renderer', () => {
  for (const [what, payload] of [
    ['another resource', {questionnaireResponse: {resourceType: 'Patient'}}],
    ['a list', {questionnaireResponse: [typed]}],
    ['a text', {questionnaireResponse: 'typed'}],
    ['nothing', {}],
    ['a questionnaire', {...questionnaire('a')}],
  ] as const) {
    it(`refuses ${what} for a response, and keeps the one that it has`, async () => {
      const {app, host} = await rendererAndHost();
      const {payload: answer} = await ask(app, request('sdc.ui.changedQuestionnaireResponse', payload));
      expect(answer).to.have.property('status', 'error');
      expect(answer).to.have.nested.property('outcome.issue[0].code', 'invalid');
      expect(host.questionnaireResponse).to.deep.equal(typed);
    });
  }

  it('refuses a focus without an item, and passes on no hints that are none', async () => {
    const {app, host} = await rendererAndHost();
    const told: object[] = [];
    host.addEventListener('focus-change', ({detail}) => told.push(detail));
    host.addEventListener('response-change', ({detail}) => told.push(detail));
    for (const linkId of [undefined, 7, {}, '']) {
      const {payload} = await ask(app, request('sdc.ui.changedFocus', {linkId}));
      expect(payload).to.have.property('status', 'error');
    }
    await ask(app, request('sdc.ui.changedFocus', {linkId: '1', focus_field: {evil: true}}));
    const hints = {changedLinkIds: 'all', changedPaths: [1, 'item', {}]};
    await ask(app, request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: typed, ...hints}));
    expect(told).to.deep.equal([{linkId: '1'}, {questionnaireResponse: typed, changedPaths: ['item'], stale: false}]);
  });

  it('takes a response of 5 MB, and goes on', async () => {
    const {app, host} = await rendererAndHost();
    const [size, status] = await app.run(
      async (message, ehr) => {
        const payload = message.payload as {questionnaireResponse: {item: object[]}};
        payload.questionnaireResponse.item = Array.from({length: 5000}, (_, index) => ({
          linkId: String(index),
          answer: [{valueString: 'x'.repeat(1024)}],
        }));
        const answer = window.answerTo(message.messageId);
        parent.postMessage(message, ehr);
        const {data} = (await answer) as {data: {payload: {status: string}}};
        return [JSON.stringify(payload).length, data.payload.status] as const;
      },
      request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: typed}),
      location.origin,
    );
    expect([size > 5_000_000, status]).to.deep.equal([true, 'success']);
    expect((host.questionnaireResponse as {item?: object[]}).item).to.have.lengthOf(5000);
    host.questionnaire = questionnaire('b');
    expect(await host.updateComplete).to.equal(true);
  });

  it('keeps up with a change every millisecond: the page goes on, and has the last one', async function () {
    this.timeout(40_000);
    const {app, host} = await rendererAndHost();
    let heard = 0;
    host.addEventListener('response-change', () => heard++);
    const flood = app.run(
      async (message, ehr) => {
        for (let count = 1; count <= 1500; count++) {
          const item = [{linkId: '1', answer: [{valueInteger: count}]}];
          const payload = {questionnaireResponse: {resourceType: 'QuestionnaireResponse', item}};
          parent.postMessage({...message, messageId: crypto.randomUUID(), payload}, ehr);
          const next = performance.now() + 1;
          while (performance.now() < next) await Promise.resolve();
          if (count % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
        }
      },
      request('sdc.ui.changedQuestionnaireResponse'),
      location.origin,
    );
    let longest = 0;
    const over = new AbortController();
    void flood.then(() => over.abort());
    while (!over.signal.aborted) {
      const started = performance.now();
      await aTimeout(0);
      longest = Math.max(longest, performance.now() - started);
    }
    await eventually('the last one is here', () => JSON.stringify(host.questionnaireResponse).includes(':1500}'));
    expect(heard).to.equal(1500);
    expect(longest).to.be.below(1000);
  });

  it('does not hear answers to questions that were never asked, nor a second answer', async () => {
    const {app, frame, host, errors} = await rendererAndHost();
    const refusal = {status: 'error'};
    const bogus = {questionnaireResponse: response('a', 'bogus')};
    const rejected: unknown[] = [];
    frame.addEventListener('smart-message', ({detail}) => {
      if (detail.outcome === 'rejected') rejected.push(detail.reason);
    });
    for (const payload of [refusal, bogus]) {
      await say(app, {messageId: crypto.randomUUID(), responseToMessageId: crypto.randomUUID(), payload});
    }
    await eventually('they are rejected', () => rejected.length === 2);
    host.context = {subject: {reference: 'Patient/2'}};
    expect(await host.updateComplete).to.equal(true);
    const {messageId} = await app.run(() =>
      window.received
        .map(({data}) => data as {messageId: string; messageType?: string})
        .findLast(({messageType}) => messageType === 'sdc.configureContext')!,
    );
    await say(app, {messageId: crypto.randomUUID(), responseToMessageId: messageId, payload: refusal});
    await eventually('it is rejected', () => rejected.length === 3);
    expect(rejected).to.deep.equal(['unmatched', 'unmatched', 'unmatched']);
    expect([host.questionnaireResponse, errors]).to.deep.equal([typed, []]);
    expect(await answersTo(app, {messageId})).to.deep.equal([]);
  });

  const question = 'sdc.requestCurrentQuestionnaireResponse';

  it('does not take an answer to a question that was never asked for that to one that waits', async () => {
    const {app, host} = await rendererAndHost(question);
    await app.run(
      (ehr, question, bogus, current) => {
        addEventListener('message', ({data}: MessageEvent<{messageType?: string; messageId: string}>) => {
          if (data.messageType !== question) return;
          const answers: Array<[string, object]> = [
            [crypto.randomUUID(), bogus],
            [data.messageId, current],
          ];
          for (const [responseToMessageId, questionnaireResponse] of answers) {
            const messageId = crypto.randomUUID();
            parent.postMessage({messageId, responseToMessageId, payload: {questionnaireResponse}}, ehr);
          }
        });
      },
      location.origin,
      question,
      response('a', 'bogus'),
      response('a', 'now'),
    );
    expect(await host.requestCurrentQuestionnaireResponse()).to.deep.equal(response('a', 'now'));
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'now'));
  });

  it('is told of answers that are none, and keeps what it has', async () => {
    const {app, host} = await rendererAndHost(question);
    await app.run(
      (ehr, question) => {
        addEventListener('message', ({data}: MessageEvent<{messageType?: string; messageId: string}>) => {
          if (data.messageType !== question) return;
          const payload = {questionnaireResponse: {resourceType: 'Patient'}};
          parent.postMessage({messageId: 'x', responseToMessageId: data.messageId, payload}, ehr);
        });
      },
      location.origin,
      question,
    );
    const code = await host.requestCurrentQuestionnaireResponse().then(
      () => 'none',
      (error: unknown) => (error as {code: string}).code,
    );
    expect(code).to.equal('invalid-response');
    expect(host.questionnaireResponse).to.deep.equal(typed);
  });
});
