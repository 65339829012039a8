import {expect} from '@open-wc/testing';
import type * as client from 'sdc-smart-web-messaging-client';
import {once, reach} from '../support/elements.js';
import {launch, type Launched} from '../support/launches.js';
import {otherSite, sameSite} from '../support/remote.js';
import {clientModule} from '../sdc/support/published-client.js';

declare global {
  interface Window {
    /** On remote pages: the published client. */
    renderer: ReturnType<typeof client.createSmartMessagingClient>;
  }
}

async function launchRenderer(origin = sameSite): Promise<Launched> {
  const launched = await launch({
    origin,
    page: {kit: clientModule},
    frame: {launchMode: 'query', handshakePayload: {protocolVersion: '1.0', fhirVersion: 'R4'}},
  });
  await launched.app.run(() => {
    const {createSmartMessagingClient} = window.kit as typeof client;
    window.renderer = createSmartMessagingClient({
      application: {name: 'Renderer', version: '1.0.0'},
      capabilities: {extraction: true, focusChangeNotifications: true},
      onRequestExtract: () => Promise.resolve({outcome: {resourceType: 'OperationOutcome', issue: []}}),
    });
  });
  await reach(launched.frame, 'connected');
  return launched;
}

const questionnaire = {resourceType: 'Questionnaire', status: 'draft'} as const;
const questionnaireResponse = {resourceType: 'QuestionnaireResponse', status: 'in-progress'} as const;

async function displayed(launched: Launched): Promise<Launched> {
  const {frame} = launched;
  await frame.request('sdc.configure', {});
  await frame.request('sdc.configureContext', {context: {subject: {reference: 'Patient/1'}}});
  await frame.request('sdc.displayQuestionnaire', {questionnaire, questionnaireResponse});
  return launched;
}

describe('the published sdc-smart-web-messaging-client in <smart-app-frame launch-mode="query"> (section 8)', () => {
  for (const origin of [sameSite, otherSite]) {
    it(`connects and says what it is, ${origin === sameSite ? 'on the same site' : 'on another site'}`, async () => {
      const {frame, app} = await launchRenderer(origin);
      expect(frame.peerHandshake).to.deep.include({
        application: {name: 'Renderer', version: '1.0.0'},
        capabilities: {extraction: true, focusChangeNotifications: true},
      });
      expect(await app.run(() => window.renderer.getState().fhirVersion)).to.equal('R4');
    });
  }

  it('answers sdc.configure and takes the configuration over', async () => {
    const {frame, app} = await launchRenderer();
    const configuration = {terminologyServer: 'https://tx.example.org/fhir'};
    expect(await frame.request('sdc.configure', configuration)).to.deep.equal({status: 'success'});
    expect(await app.run(() => window.renderer.getState().config)).to.deep.equal(configuration);
  });

  it('gives its refusal of requests in the wrong order back as it came', async () => {
    const {frame} = await launchRenderer();
    const answer = await frame.request('sdc.displayQuestionnaire', {questionnaire});
    expect(answer).to.have.property('status', 'error');
    expect(answer).to.have.nested.property('outcome.issue[0].code', 'invalid');
  });

  it('shows a questionnaire, gives its response back and extracts', async () => {
    const {frame, app} = await displayed(await launchRenderer());
    expect(await app.run(() => window.renderer.getState().questionnaire)).to.deep.equal(questionnaire);
    expect(await frame.request('sdc.requestCurrentQuestionnaireResponse', {})).to.deep.equal({questionnaireResponse});
    expect(await frame.request('sdc.requestExtract', {questionnaireResponse})).to.deep.equal({
      outcome: {resourceType: 'OperationOutcome', issue: []},
    });
  });

  it('tells the EHR of changes and of the focus by events', async () => {
    const {frame, app} = await displayed(await launchRenderer());
    const told: unknown[] = [];
    frame.addEventListener('smart-request', ({detail: {messageType, payload}}) => told.push([messageType, payload]));
    const focus = once(frame, 'smart-sdc-ui-changed-focus' as 'smart-request');
    await app.run((response) => {
      window.renderer.onQuestionnaireResponseChange({...response, status: 'completed'});
      window.renderer.onFocusChange({linkId: '1'});
    }, questionnaireResponse);
    await focus;
    expect(told).to.deep.equal([
      [
        'sdc.ui.changedQuestionnaireResponse',
        {questionnaireResponse: {resourceType: 'QuestionnaireResponse', status: 'completed'}},
      ],
      ['sdc.ui.changedFocus', {linkId: '1'}],
    ]);
  });
});
