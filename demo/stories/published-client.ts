import {html} from 'lit';
import {run} from './published-client.ehr.js';
import type {Story} from './story.js';

export const publishedClient: Story = {
  id: 'published-client',
  title: 'A renderer of another make',
  group: 'Exchange data',
  summary:
    'The app has nothing of this kit: it is built with sdc-smart-web-messaging-client as it is published, the client of form renderers in use. That client insists on its order of messages. The chart need not know: it sets properties, and the frame keeps to the order, after each reload as well.',
  steps: [
    'Answer some questions: the chart shows the answers as you type.',
    'Press Extract observations: the temperature comes back as a resource.',
    'Reload the app: your answers are shown again.',
  ],
  markup: (app) => html`
    <div class="actions">
      <button id="ask">Ask for the answers</button>
      <button id="extract">Extract observations</button>
      <button id="reload">Reload the app</button>
    </div>
    <smart-app-frame
      src=${app('published-client')}
      launch-mode="query"
      scope="messaging/sdc"
      label="Questionnaire"
    ></smart-app-frame>
    <section class="card" aria-labelledby="answers-title">
      <h2 id="answers-title">Answers so far</h2>
      <p id="focus" class="detail"></p>
      <ul id="answers"></ul>
    </section>
    <p class="outcome" role="status"></p>
  `,
  script: run,
  apps: ['published-client'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'request-timeout']},
};
