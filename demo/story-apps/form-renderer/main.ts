import type {Questionnaire, QuestionnaireResponse} from 'fhir/r4.js';
import {SdcRenderer} from '../../../components/sdc/index.js';
import {startApp} from '../shared/app.js';
import {extractObservations} from '../shared/extract-observations.js';
import {findPlace} from '../shared/find-place.js';
import {FormFields} from '../shared/form-fields.js';

const {ehr} = startApp();

const renderer: SdcRenderer = new SdcRenderer(ehr, {
  application: {name: document.title, version: '1.0.0'},
  display: ({questionnaire, questionnaireResponse}) => {
    if (!questionnaire) throw new Error('These answers come without their questionnaire.');
    fields.show(questionnaire as Questionnaire, questionnaireResponse as QuestionnaireResponse | undefined);
  },
  extract: () => ({
    extractedResources: extractObservations(
      renderer.questionnaire as Questionnaire,
      fields.response,
      renderer.context.subject,
    ),
  }),
});

const fields = new FormFields(findPlace(), {
  changed: (response, linkId) => {
    const {subject} = renderer.context;
    renderer.notifyResponseChanged({...response, ...(subject && {subject})}, {changedLinkIds: [linkId]});
  },
  focused: (linkId) => renderer.changeFocus(linkId),
});
