import {html} from 'lit';
import {run} from './launch-and-done.ehr.js';
import type {Story} from './story.js';

export const launchAndDone: Story = {
  id: 'launch-and-done',
  title: 'Launch and done',
  group: 'First steps',
  summary:
    'The smallest useful pair: the EHR shows an app from another site with one tag, and the app closes itself when the clinician is done.',
  steps: [
    'Press Done in the app: it asks with ui.done, the EHR answers, and the frame goes away.',
    'Open it again: the chart gets the focus back each time.',
    'Take messaging/ui out of the scope, and Done is refused.',
  ],
  markup: (app) => html`
    <h2>Medication</h2>
    <p>Apixaban 5 mg twice daily. <button id="open" hidden>Open dose check</button></p>
    <smart-app-frame
      src=${app('launch-and-done')}
      launch-mode="query"
      scope="messaging/ui"
      label="Dose check"
    ></smart-app-frame>
    <p class="outcome" role="status"></p>
  `,
  script: run,
  apps: ['launch-and-done'],
  controls: {
    element: 'smart-app-frame',
    live: [
      'label',
      'scope',
      'launch-mode',
      'connect-timeout',
      'request-timeout',
      'handle-lifetime',
      'message-port',
      'referrerpolicy',
      'loading',
    ],
  },
};
