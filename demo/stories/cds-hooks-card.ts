import {html} from 'lit';
import {run} from './cds-hooks-card.ehr.js';
import type {Story} from './story.js';

export const cdsHooksCard: Story = {
  id: 'cds-hooks-card',
  title: 'CDS Hooks card',
  group: 'Exchange data',
  summary:
    'A decision support card whose suggestions go to the scratchpad: CDS Hooks actions and scratchpad messages map one to one. The card’s link of type smart opens an app beside it, on the same scratchpad.',
  steps: [
    'Accept a suggestion: the drafts change at once, nothing is signed.',
    'Or compare pain medicines: the app sees the drafts and changes them with the same actions.',
    'Press Done in the app: the focus comes back to the card.',
  ],
  markup: () => html`
    <h2>Drafts, not signed</h2>
    <ul id="drafts" class="drafts"></ul>
    <p class="outcome" role="status"></p>
    <div id="cards"></div>
    <smart-app-frame
      launch-mode="query"
      scope="messaging/ui messaging/scratchpad"
      label="Pain medicine advisor"
    ></smart-app-frame>
  `,
  script: run,
  apps: ['cds-hooks-card'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'message-port']},
};
