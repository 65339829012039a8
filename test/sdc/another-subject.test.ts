import {expect} from '@open-wc/testing';
import {SdcHost, type SdcRenderer} from '../../components/sdc/index.js';
import {eventually} from '../support/eventually.js';
import {Gate} from '../support/gate.js';
import {closeWindows, launch, launchAttributes} from '../support/launches.js';
import {rejection} from '../support/rejection.js';
import {kitModule, otherSite, sdcModule} from '../support/remote.js';
import {changesOf, questionnaire, response, success} from './support/forms.js';
import {scriptedRenderer} from './support/scripted-renderer.js';

declare global {
  interface Window {
    /** On remote pages: what fills in forms. */
    filling: SdcRenderer;
  }
}

const patient = (id: string): {subject: {reference: string}} => ({subject: {reference: `Patient/${id}`}});
const change = 'sdc.ui.changedQuestionnaireResponse';
/** Typed for patient 1, into a form that does not name its subject. */
const typed = {questionnaireResponse: response('a', 'typed for patient 1')};

describe('SdcHost whose subject changes before any answers are there', () => {
  afterEach(closeWindows);

  it('shows the form anew, and takes what comes before that is answered as stale', async () => {
    const {host, app, told} = await scriptedRenderer({questionnaire: questionnaire('a'), context: patient('1')});
    const changes = changesOf(host);
    const gate = new Gate();
    told();
    app.answers['sdc.displayQuestionnaire'] = () => gate.opened.then(() => success);
    host.context = patient('2');
    await app.request(change, typed);
    await eventually('it is shown anew', () => app.requests.at(-1)?.messageType === 'sdc.displayQuestionnaire');
    await app.request(change, typed);
    gate.open();
    expect(await host.updateComplete).to.equal(true);
    expect(told()).to.deep.equal(['configureContext', 'displayQuestionnaire']);
    expect(changes.map(({stale}) => stale)).to.deep.equal([true, true]);
    expect(host.questionnaireResponse).to.equal(undefined);
    await app.request(change, {questionnaireResponse: response('a', 'typed for patient 2')});
    expect(host.questionnaireResponse).to.deep.equal(response('a', 'typed for patient 2'));
  });

  it('takes nothing from a renderer that does not answer the new display', async () => {
    const {host, app} = await scriptedRenderer(
      {questionnaire: questionnaire('a'), context: patient('1')},
      {'sdc.requestCurrentQuestionnaireResponse': typed, 'sdc.requestExtract': {extractedResources: []}},
    );
    const changes = changesOf(host);
    app.answers['sdc.displayQuestionnaire'] = () => new Promise(() => undefined);
    host.context = patient('2');
    expect(await host.updateComplete).to.equal(false);
    await app.request(change, typed);
    expect(changes.map(({stale}) => stale)).to.deep.equal([true]);
    expect((await rejection(host.requestCurrentQuestionnaireResponse())).code).to.equal('unavailable');
    expect((await rejection(host.requestExtract())).code).to.equal('unavailable');
    expect(host.questionnaireResponse).to.equal(undefined);
  });

  it('takes nothing where there is no form to show for the new subject', async () => {
    const {host, app} = await scriptedRenderer({
      questionnaireResponse: response('a', 'of patient 1'),
      context: patient('1'),
    });
    const changes = changesOf(host);
    host.context = patient('2');
    await host.updateComplete;
    await app.request(change, typed);
    expect(changes.map(({stale}) => stale)).to.deep.equal([true]);
    expect(host.questionnaireResponse).to.equal(undefined);
  });

  it('is another host, made for the next subject: what comes before its display is answered is stale', async () => {
    const {
      frame,
      app,
      host: before,
    } = await scriptedRenderer({
      questionnaire: questionnaire('a'),
      context: patient('1'),
    });
    before.dispose();
    const gate = new Gate();
    let asked = 0;
    app.answers['sdc.displayQuestionnaire'] = () => {
      asked++;
      return gate.opened.then(() => success);
    };
    const host = new SdcHost(frame, {questionnaire: questionnaire('a'), context: patient('2')});
    const changes = changesOf(host);
    await eventually('it is shown', () => asked === 1);
    await app.request(change, typed);
    gate.open();
    expect(await host.updateComplete).to.equal(true);
    expect(changes.map(({stale}) => stale)).to.deep.equal([true]);
    expect(host.questionnaireResponse).to.equal(undefined);
  });

  for (const isBusy of [false, true]) {
    it(`with a renderer on another site, whose first answers ${isBusy ? 'wait for another try' : 'are on their way'}`, async () => {
      const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
      await app.run(
        async (url, attributes) => {
          const {SdcRenderer: Renderer} = (await import(url)) as {SdcRenderer: typeof SdcRenderer};
          const element = document.createElement('smart-messaging-context');
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          window.filling = new Renderer(element);
          document.body.append(element);
        },
        sdcModule,
        launchAttributes(),
      );
      const host = new SdcHost(frame, {questionnaire: questionnaire('a'), context: patient('1')});
      expect(await host.updateComplete).to.equal(true);
      const changes = changesOf(host);
      let refused = 0;
      frame.addEventListener('smart-request', (event) => {
        if (isBusy && event.detail.messageType === change && refused++ === 0)
          event.respondWith({status: '429 Too Many Requests'} as never);
      });
      const sent = app.run((typed) => window.filling.notifyResponseChanged(typed), typed.questionnaireResponse);
      if (isBusy) await eventually('it is refused', () => refused === 1);
      host.context = patient('2');
      await sent;
      expect(await host.updateComplete).to.equal(true);
      expect(changes.map(({stale}) => stale)).to.deep.equal([true]);
      expect(host.questionnaireResponse).to.equal(undefined);
      expect(await app.run(() => window.filling.questionnaireResponse)).to.equal(undefined);
    });
  }
});
