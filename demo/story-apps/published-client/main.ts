import type {Questionnaire, QuestionnaireResponse} from 'fhir/r4.js';
import {createSmartMessagingClient, type SmartMessagingClient} from 'sdc-smart-web-messaging-client';
import {extractObservations} from '../shared/extract-observations.js';
import {findPlace} from '../shared/find-place.js';
import {FormFields} from '../shared/form-fields.js';

// Nothing of the kit in here: that client is how renderers in use speak.
let shown: {questionnaire?: Questionnaire | null; questionnaireResponse?: QuestionnaireResponse | null} = {};

const fields = new FormFields(findPlace(), {
  changed: (response) => {
    const {context} = client.getState();
    const questionnaireResponse = {...response, ...(context?.subject && {subject: context.subject})};
    shown = {...shown, questionnaireResponse};
    client.onQuestionnaireResponseChange(questionnaireResponse);
  },
  focused: (linkId) => client.onFocusChange({linkId}),
});

const client: SmartMessagingClient = createSmartMessagingClient({
  application: {name: document.title, version: '1.0.0'},
  capabilities: {extraction: true, focusChangeNotifications: true},
  onRequestExtract: () => {
    const {questionnaire, context} = client.getState();
    return {
      outcome: {resourceType: 'OperationOutcome', issue: [{severity: 'information', code: 'informational'}]},
      extractedResources: questionnaire ? extractObservations(questionnaire, fields.response, context?.subject) : [],
    };
  },
});

client.subscribe(({questionnaire, questionnaireResponse}) => {
  const isShown = questionnaire === shown.questionnaire && questionnaireResponse === shown.questionnaireResponse;
  if (!questionnaire || isShown) return;
  shown = {questionnaire, questionnaireResponse};
  fields.show(questionnaire, questionnaireResponse ?? undefined);
});
