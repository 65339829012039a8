import type {Observation, Questionnaire, QuestionnaireResponse} from 'fhir/r4.js';
import {html, render} from 'lit';
import {SdcHost} from '../../components/sdc/index.js';
import {conceptText} from '../shared/fhir-text.js';
import {answersOf, itemText, observationText} from './answers.js';
import {find} from './find.js';
import {read} from './record.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = async ({root, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const host = new SdcHost(frame, {context: {subject: {reference: 'Patient/example'}}});
  signal.addEventListener('abort', () => host.dispose());
  const questionnaire = await read<Questionnaire>('Questionnaire/travel');
  if (signal.aborted) return;
  host.questionnaire = questionnaire;

  const say = (text: string) => (find(root, '.outcome').textContent = text);
  const showAnswers = (response: QuestionnaireResponse) => {
    const items = answersOf(response).map(({text, value}) => html`<li>${text}: <strong>${value}</strong></li>`);
    render(items, find(root, '#answers'));
  };

  host.addEventListener('response-change', ({detail}) => {
    if (!detail.stale) showAnswers(detail.questionnaireResponse as QuestionnaireResponse);
  });
  host.addEventListener('focus-change', ({detail}) => {
    find(root, '#focus').textContent = `At: ${itemText(questionnaire, detail.linkId)}`;
  });
  host.addEventListener('restore', ({detail}) =>
    say(detail.restored ? 'The answers are shown again.' : 'The answers could not be shown again.'),
  );
  host.addEventListener('error', ({detail}) => say(detail.error.message));

  const onClick = (id: string, action: () => Promise<string>) =>
    find(root, id).addEventListener('click', () => void action().catch(String).then(say), {signal});

  onClick('#ask', async () => {
    const response = await host.requestCurrentQuestionnaireResponse({signal});
    return `The app has ${answersOf(response as QuestionnaireResponse).length} answers.`;
  });
  onClick('#extract', async () => {
    const {resources} = await host.requestExtract({}, {signal});
    const texts = (resources as Observation[]).map((one) => `${conceptText(one.code)}: ${observationText(one)}`);
    return texts.join('; ') || 'There is nothing to extract.';
  });
  find(root, '#reload').addEventListener('click', () => frame.reload(), {signal});
};
