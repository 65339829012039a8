import {html} from 'lit';
import {run} from './pop-up.ehr.js';
import type {Story} from './story.js';

export const popUp: Story = {
  id: 'pop-up',
  title: 'Pop-up',
  group: 'Ways to embed',
  summary:
    'The same element, the same messages, but the app has a window of its own, for a second screen say. The EHR notices when the window is closed, by whomever, and says so when the browser blocks it.',
  steps: [
    'Open the viewer and draft a reading: it appears in the chart behind.',
    'Close the window with its own close button, with Done, or from the chart: the chart notices each time.',
    'Open it without a click: browsers block that, and the chart offers to try again.',
  ],
  markup: (app) => html`
    <h2>Electrocardiogram</h2>
    <div class="actions">
      <button id="open" class="primary">Open the viewer</button>
      <button id="later">Open it in six seconds, without a click</button>
      <button id="close" hidden>Close the viewer</button>
    </div>
    <p class="outcome" role="status"></p>
    <smart-app-frame
      target="window"
      src=${app('pop-up')}
      launch-mode="query"
      scope="messaging/ui messaging/scratchpad"
      label="ECG viewer"
    ></smart-app-frame>
    <h2>Readings, not signed</h2>
    <ul id="readings" class="drafts"></ul>
  `,
  script: run,
  apps: ['pop-up'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'connect-timeout', 'message-port']},
};
