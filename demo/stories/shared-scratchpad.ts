import {html} from 'lit';
import {run} from './shared-scratchpad.ehr.js';
import type {Story} from './story.js';

export const sharedScratchpad: Story = {
  id: 'shared-scratchpad',
  title: 'Scratchpad shared by two apps',
  group: 'Exchange data',
  summary:
    'Two apps of two makers work on the same draft orders, because the EHR gave both frames one scratchpad. The chart lists the drafts as they change; nobody has signed anything.',
  steps: [
    'Draft an order in Prescribe: it appears in the chart and in Pharmacy check.',
    'Add “with food” in Pharmacy check: the chart shows the new dosage, and Prescribe hears of it.',
    'Discard a draft in the chart: it is gone for both apps.',
  ],
  markup: (app) => html`
    <h2>Drafts, not signed</h2>
    <ul id="drafts" class="drafts"></ul>
    <p class="outcome" role="status"></p>
    <div class="side-by-side">
      <smart-app-frame
        src=${app('shared-scratchpad-prescribe')}
        launch-mode="query"
        scope="messaging/scratchpad"
        label="Prescribe"
      ></smart-app-frame>
      <smart-app-frame
        src=${app('shared-scratchpad-check')}
        launch-mode="query"
        scope="messaging/scratchpad"
        label="Pharmacy check"
      ></smart-app-frame>
    </div>
  `,
  script: run,
  apps: ['shared-scratchpad-prescribe', 'shared-scratchpad-check'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'message-port']},
};
