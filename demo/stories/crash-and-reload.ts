import {html} from 'lit';
import {run} from './crash-and-reload.ehr.js';
import type {Story} from './story.js';

export const crashAndReload: Story = {
  id: 'crash-and-reload',
  title: 'App that crashes and reloads',
  group: 'When things go wrong',
  summary:
    'An app may go away in the middle of something. The EHR’s request then fails at once with “disconnected” instead of hanging, the next document of the app connects afresh, and what the app kept on the scratchpad is still there.',
  steps: [
    'Tick some findings in the app, then press Ask for the score in the chart.',
    'Press Crash in the app: its document is gone, the request fails, and the next document has your findings back.',
    'Ask once more, and give the score.',
    'Reload the app from the chart while a request waits: it fails the same way.',
  ],
  markup: (app) => html`
    <h2>Pneumonia</h2>
    <div class="actions">
      <button id="ask" class="primary">Ask for the score</button>
      <button id="reload">Reload the app</button>
    </div>
    <p class="outcome" role="status"></p>
    <smart-app-frame
      src=${app('crash-and-reload')}
      launch-mode="query"
      scope="messaging/scratchpad"
      label="CURB-65"
    ></smart-app-frame>
    <h2>What happened</h2>
    <div role="log" aria-label="What happened"><ol id="history"></ol></div>
  `,
  script: run,
  apps: ['crash-and-reload'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'message-port']},
};
