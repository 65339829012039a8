import type {Questionnaire as R4Questionnaire, QuestionnaireResponse as R4Response} from 'fhir/r4.js';
import type {SmartAppFrame, SmartMessagingContext} from '../../components/index.js';
import {
  SdcHost,
  SdcRenderer,
  type QuestionnaireResponse,
  type SdcExtraction,
  type SdcExtractResponse,
  type SdcResponse,
  type SdcUiResponse,
} from '../../components/sdc/index.js';
import type {SmartMessagingError} from '../../components/channel/index.js';
import {expectType} from './expect-type.js';

declare const frame: SmartAppFrame;
declare const context: SmartMessagingContext;
declare const r4: R4Questionnaire;
declare const r4Response: R4Response;

// With the entry the catalogue knows the profile's messages.
expectType<SdcResponse>()(await frame.request('sdc.configure', {dataServer: 'https://fhir.example.org'}), true);
expectType<SdcExtractResponse>()(await frame.request('sdc.requestExtract', {}), true);
expectType<SdcUiResponse>()(await context.request('sdc.ui.changedFocus', {linkId: '1'}), true);
// @ts-expect-error the questionnaire is missing
void frame.request('sdc.displayQuestionnaire', {});
// @ts-expect-error a questionnaire is no response
void frame.request('sdc.displayQuestionnaireResponse', {questionnaireResponse: r4});
// @ts-expect-error a context item has a name
void frame.request('sdc.configureContext', {context: {launchContext: [{}]}});
frame.addEventListener('smart-sdc-ui-changed-focus', ({detail}) => expectType<string>()(detail.payload.linkId, true));

// Resources by @types/fhir fit, and so do those that are written down.
const host = new SdcHost(frame, {questionnaire: r4, questionnaireResponse: r4Response});
host.questionnaire = {resourceType: 'Questionnaire', status: 'active', item: []};
host.questionnaire = undefined;
host.context = {subject: {reference: 'Patient/1'}, launchContext: [{name: 'patient', contentResource: r4}]};
// @ts-expect-error no questionnaire
host.questionnaire = {resourceType: 'Patient'};
expectType<QuestionnaireResponse>()(await host.requestCurrentQuestionnaireResponse(), true);
expectType<SdcExtraction>()(await host.requestExtract(), true);
host.addEventListener('response-change', ({detail}) => {
  expectType<QuestionnaireResponse>()(detail.questionnaireResponse, true);
  expectType<string[] | undefined>()(detail.changedLinkIds, true);
});
host.addEventListener('restore', ({detail}) => expectType<SmartMessagingError | undefined>()(detail.error, true));

const renderer = new SdcRenderer(context, {
  application: {name: 'Forms'},
  extract: ({questionnaire}) => ({extractedResources: questionnaire ? [questionnaire] : []}),
});
renderer.notifyResponseChanged(r4Response, {changedLinkIds: ['1']});
renderer.addEventListener('change', ({detail}) => expectType<'host' | 'app'>()(detail.by, true));
