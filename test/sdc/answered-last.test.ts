import {expect} from '@open-wc/testing';
import {SdcRenderer, type SdcForm} from '../../components/sdc/index.js';
import {connectedContext, withUncaughtErrors} from '../support/elements.js';
import {questionnaire, response} from './support/forms.js';
import {scriptedRenderer} from './support/scripted-renderer.js';

const type = 'sdc.ui.changedQuestionnaireResponse';
const name = 'smart-sdc-ui-changed-questionnaire-response';
const typed = {questionnaireResponse: response('a', 'typed')};

describe('a listener of the page that is added after SdcHost or SdcRenderer', () => {
  it('can refuse answers: the host does not take them', async () => {
    const {frame, host, app} = await scriptedRenderer({questionnaire: questionnaire('a')});
    let changes = 0;
    host.addEventListener('response-change', () => changes++);
    const off = new AbortController();
    const {signal} = off;
    frame.addEventListener(name, (event) => event.refuse('The form is locked.'), {signal});
    expect(await app.request(type, typed)).to.have.nested.property(
      'outcome.issue[0].diagnostics',
      'The form is locked.',
    );
    expect(await app.request(type, typed)).to.have.property('status', 'error');
    expect([host.questionnaireResponse, changes]).to.deep.equal([undefined, 0]);
    off.abort();
    expect(await app.request(type, typed)).to.deep.equal({status: 'success'});
    expect([host.questionnaireResponse, changes]).to.deep.equal([typed.questionnaireResponse, 1]);
  });

  it('can refuse answers wherever it listens', async () => {
    const {host, app} = await scriptedRenderer({questionnaire: questionnaire('a')});
    document.body.addEventListener(name, (event) => event.refuse(), {once: true});
    expect(await app.request(type, typed)).to.have.property('status', 'error');
    expect(host.questionnaireResponse).to.equal(undefined);
  });

  it('keeps the host from taking answers when it throws, or answers itself', async () => {
    const {frame, host, app} = await scriptedRenderer({questionnaire: questionnaire('a')});
    const fail = (): never => {
      throw new Error('The check failed.');
    };
    frame.addEventListener(name, fail, {once: true});
    await withUncaughtErrors(async () => {
      expect(await app.request(type, typed)).to.have.property('status', 'error');
    });
    expect(host.questionnaireResponse).to.equal(undefined);
    frame.addEventListener(name, (event) => event.respondWith({status: 'success'}), {once: true});
    expect(await app.request(type, typed)).to.deep.equal({status: 'success'});
    expect(host.questionnaireResponse).to.equal(undefined);
  });

  it('can refuse a form: the renderer does not show it', async () => {
    const {context, ehr} = await connectedContext();
    const shown: SdcForm[] = [];
    new SdcRenderer(context, {display: (form) => shown.push(form)});
    context.addEventListener('smart-sdc-display-questionnaire', (event) => event.refuse());
    const answer = await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a')});
    expect([answer.status, shown]).to.deep.equal(['error', []]);
  });

  it('is of no other app: what SdcHost has ended to listen to is not answered', async () => {
    const {host, app} = await scriptedRenderer({questionnaire: questionnaire('a')});
    await app.request(type, typed);
    host.dispose();
    expect(await app.request(type, typed)).to.have.nested.property('outcome.issue[0].code', 'not-supported');
  });
});
