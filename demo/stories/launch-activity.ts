import {html} from 'lit';
import {run} from './launch-activity.ehr.js';
import type {Story} from './story.js';

export const launchActivity: Story = {
  id: 'launch-activity',
  title: 'Launch an activity',
  group: 'First steps',
  summary:
    'The app asks the chart to show a problem or to book an appointment. The EHR answers with one event handler, and what it does not know is refused for it.',
  steps: [
    'Show a problem: the chart opens it, and the app hears that it did.',
    'Book a follow-up: the promise of the handler waits for your answer in the chart.',
    'Open the growth chart: no handler answers, so the app is told that it is not supported.',
  ],
  markup: (app) => html`
    <h2>Problems</h2>
    <details id="atrial-fibrillation">
      <summary>Atrial fibrillation</summary>
      <p>Since 2019. CHA₂DS₂-VASc 4.</p>
    </details>
    <details id="kidney-disease">
      <summary>Chronic kidney disease, stage 3a</summary>
      <p>eGFR 52 mL/min/1.73 m² in October.</p>
    </details>
    <div id="booking" class="card" hidden>
      <p></p>
      <div class="actions">
        <button class="primary" value="yes">Book it</button>
        <button value="no">Not now</button>
      </div>
    </div>
    <smart-app-frame
      src=${app('launch-activity')}
      launch-mode="query"
      scope="messaging/ui"
      label="Risk review"
    ></smart-app-frame>
  `,
  script: run,
  apps: ['launch-activity'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'request-timeout', 'message-port']},
};
