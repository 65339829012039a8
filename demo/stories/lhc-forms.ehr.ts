import type {Observation, Questionnaire, QuestionnaireResponse} from 'fhir/r4.js';
import {html, render} from 'lit';
import {SmartMessagingError} from '../../components/protocol/index.js';
import {SdcHost} from '../../components/sdc/index.js';
import {conceptText} from '../shared/fhir-text.js';
import {find} from './find.js';
import {answersOf, itemText, observationText} from './answers.js';
import {read, search} from './record.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = async ({root, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const say = (text: string) => (find(root, '.outcome').textContent = text);
  let questionnaire: Questionnaire | undefined;

  // All that it takes to be a form host. The renderer is told in its order, and again after each reload.
  const host = new SdcHost(frame, {context: {subject: {reference: 'Patient/example', display: 'Amy V. Baxter'}}});
  signal.addEventListener('abort', () => host.dispose());

  host.addEventListener('response-change', ({detail}) => {
    if (!detail.stale) showAnswers(detail.questionnaireResponse as QuestionnaireResponse);
  });
  host.addEventListener('focus-change', ({detail}) => {
    find(root, '#focus').textContent = `At: ${itemText(questionnaire, detail.linkId)}`;
  });
  host.addEventListener('error', ({detail}) => say(detail.error.message));

  async function display(id: string, questionnaireResponse?: QuestionnaireResponse): Promise<void> {
    questionnaire = await read<Questionnaire>(`Questionnaire/${id}`);
    Object.assign(host, {questionnaire, questionnaireResponse});
    find<'input'>(root, `input[value="${id}"]` as 'input').checked = true;
    find(root, '#focus').textContent = '';
    showAnswers(questionnaireResponse);
    showObservations([]);
  }

  find(root, 'fieldset').addEventListener('change', ({target}) => void display((target as HTMLInputElement).value), {
    signal,
  });

  find(root, '#extract').addEventListener('click', () => void extract(), {signal});
  async function extract(): Promise<void> {
    try {
      const {resources} = await host.requestExtract({}, {signal});
      showObservations(resources as Observation[]);
    } catch (error) {
      if (error instanceof SmartMessagingError) say(error.message);
    }
  }

  // What apps file is seen here first; `fetch` as it is would do otherwise.
  frame.fhirFetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.ok) void showFiled();
    return answer;
  };

  function showAnswers(response: QuestionnaireResponse | undefined): void {
    const answers = answersOf(response);
    render(
      answers.map(({text, value}) => html`<li>${text}: <strong>${value}</strong></li>`),
      find(root, '#answers'),
    );
  }

  function showObservations(observations: Observation[]): void {
    render(
      observations.map(
        (observation) => html`<li>${conceptText(observation.code)}: ${observationText(observation)}</li>`,
      ),
      find(root, '#observations'),
    );
  }

  async function showFiled(): Promise<void> {
    const responses = await search<QuestionnaireResponse>(
      'QuestionnaireResponse?subject=Patient/example&_sort=-_lastUpdated',
    );
    if (signal.aborted) return;
    render(
      responses.map((response) => {
        const id = /Questionnaire\/(?<id>[^|]+)/.exec(response.questionnaire ?? '')?.groups?.['id'] ?? '';
        const time = new Date(response.meta?.lastUpdated ?? '').toLocaleTimeString();
        return html`<li>
          ${id}, ${time}
          <button class="small" @click=${() => void display(id, response)}>Open again</button>
        </li>`;
      }),
      find(root, '#filed'),
    );
  }

  await Promise.all([display('phq-9'), showFiled()]);
};
