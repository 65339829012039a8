import {html} from 'lit';
import {run} from './streaming-answers.ehr.js';
import type {Story} from './story.js';

export const streamingAnswers: Story = {
  id: 'streaming-answers',
  title: 'Streaming answers',
  group: 'Exchange data',
  summary:
    'The EHR asks the app, and the app answers with an async generator: each sentence of the summary is a partial answer and appears as soon as it is written. Works the other way round, too.',
  steps: [
    'Press Write the summary: sentence after sentence comes in.',
    'Stop half-way: an AbortSignal ends the request, what is there stays, and what still comes is dropped.',
    'Let the app fail after the second sentence: the chart keeps two sentences and tells what happened.',
  ],
  markup: (app) => html`
    <h2>Discharge summary</h2>
    <div class="actions">
      <button id="write" class="primary">Write the summary</button>
      <button id="stop" aria-disabled="true">Stop</button>
    </div>
    <div id="summary" role="log" aria-label="Discharge summary"></div>
    <p class="outcome" role="status"></p>
    <smart-app-frame src=${app('streaming-answers')} launch-mode="query" label="Summary writer"></smart-app-frame>
  `,
  script: run,
  apps: ['streaming-answers'],
  controls: {element: 'smart-app-frame', live: ['label', 'request-timeout', 'message-port']},
};
