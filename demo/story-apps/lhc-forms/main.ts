import type {Questionnaire, QuestionnaireResponse} from 'fhir/r4.js';
import {SdcRenderer} from '../../../components/sdc/index.js';
import {startApp} from '../shared/app.js';
import {findPlace} from '../shared/find-place.js';
import {extract, readResponse, showForm} from './lhc-forms.js';
import {nameParts} from './name-parts.js';
import {onEdit} from './on-edit.js';
import {transactionOf} from './transaction.js';

const {ehr, say, onClick} = startApp();
const place = findPlace();

const renderer: SdcRenderer = new SdcRenderer(ehr, {
  application: {name: document.title},
  display: async ({questionnaire, questionnaireResponse}) => {
    if (!questionnaire) throw new Error('These answers come without their questionnaire.');
    await showForm(place, questionnaire as Questionnaire, questionnaireResponse as QuestionnaireResponse | undefined);
    say('');
  },
  currentResponse: () => current(),
  extract: () => ({extractedResources: extract(place, renderer.context.subject)}),
});

/** The answers, and whose they are: LHC-Forms knows nothing of the patient, the EHR has said it. */
function current(): QuestionnaireResponse {
  const {id, ...response} = readResponse(place);
  const {subject, author} = renderer.context;
  return {
    ...response,
    ...(id && renderer.questionnaireResponse?.id === id && {id}),
    status: 'in-progress',
    ...(subject && {subject}),
    ...(author && {author}),
  };
}

nameParts(place);
onEdit(place, {
  changed: () => {
    if (renderer.questionnaire) renderer.notifyResponseChanged(current());
  },
  focused: (linkId) => renderer.changeFocus(linkId),
});

onClick('#file', async () => {
  if (!renderer.questionnaire) return 'There is no form yet.';
  const observations = extract(place, renderer.context.subject);
  // All of it or nothing: the EHR runs the transaction on its own server.
  await ehr.fhir.http(transactionOf({...current(), status: 'completed'}, observations));
  return `Filed: the answers and ${observations.length} observations.`;
});
