import type {Observation, Questionnaire, QuestionnaireResponse} from 'fhir/r4.js';
import {html, render} from 'lit';
import {conceptText} from '../shared/fhir-text.js';
import {answersOf, observationText} from './answers.js';
import {find} from './find.js';
import {openRenderer} from './hand-written-host.link.js';
import {read} from './record.js';
import type {StoryScript} from './story.js';

const earlier: QuestionnaireResponse = {
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  questionnaire: 'http://ehr.example.org/Questionnaire/travel|1.0.0',
  item: [
    {linkId: 'travel', item: [{linkId: 'country', text: 'Country', answer: [{valueString: 'Portugal'}]}]},
    {linkId: 'chills', text: 'Chills', answer: [{valueBoolean: true}]},
  ],
};

export const run: StoryScript = async ({root, signal}) => {
  const place = find(root, '#place');
  const questionnaire = await read<Questionnaire>('Questionnaire/travel');
  if (signal.aborted) return;
  const say = (text: string) => (find(root, '.outcome').textContent = text);

  const request = openRenderer(place, {
    src: place.dataset['src'] ?? '',
    signal,
    ready: () => void display().catch((error: unknown) => say(String(error))),
    served: {
      'sdc.ui.changedQuestionnaireResponse': ({questionnaireResponse}) =>
        showAnswers(questionnaireResponse as QuestionnaireResponse),
    },
    posted: (text) => {
      const item = document.createElement('li');
      item.textContent = text;
      find(root, '#posted').prepend(item);
    },
  });

  async function display(): Promise<void> {
    await request('sdc.configure', {});
    await request('sdc.configureContext', {context: {subject: {reference: 'Patient/example'}}});
    const {status} = await request('sdc.displayQuestionnaire', {questionnaire});
    say(status === 'success' ? 'The form is shown.' : 'The form could not be shown.');
  }

  function showAnswers(response: QuestionnaireResponse): void {
    const items = answersOf(response).map(({text, value}) => html`<li>${text}: <strong>${value}</strong></li>`);
    render(items, find(root, '#answers'));
  }

  const onClick = (id: string, action: () => Promise<string>) =>
    find(root, id).addEventListener('click', () => void action().catch(String).then(say), {signal});

  onClick('#extract', async () => {
    const {extractedResources = []} = await request('sdc.requestExtract', {});
    const texts = (extractedResources as Observation[]).map(
      (one) => `${conceptText(one.code)}: ${observationText(one)}`,
    );
    return texts.join('; ') || 'There is nothing to extract.';
  });
  onClick('#earlier', async () => {
    const {status} = await request('sdc.displayQuestionnaireResponse', {questionnaireResponse: earlier});
    showAnswers(earlier);
    return status === 'success' ? 'The earlier response is shown.' : 'The earlier response could not be shown.';
  });
};
