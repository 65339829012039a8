import {html} from 'lit';
import {run} from './dialog-and-side-pane.ehr.js';
import type {Story} from './story.js';

export const dialogAndSidePane: Story = {
  id: 'dialog-and-side-pane',
  title: 'Dialog and side pane',
  group: 'Ways to embed',
  summary:
    'The two places where EHRs put apps: a modal dialog over the chart, and a pane beside it. The focus goes into the app and comes back to the button that opened it, whichever way the app is closed.',
  steps: [
    'Open the dialog: the focus is in the app, the chart behind cannot be reached. Press Escape, or Done in the app.',
    'Open the pane: the chart stays in use. Make the pane wider or narrower; the app follows.',
    'Save a score in either place: the chart shows the draft.',
  ],
  markup: () => html`
    <div class="with-pane">
      <section aria-labelledby="vital-signs">
        <h2 id="vital-signs">Vital signs</h2>
        <p>Blood pressure 128/82 mmHg, pulse 76 a minute, temperature 36.8 °C.</p>
        <div class="actions">
          <button id="open-dialog" class="primary">Assess pain in a dialog</button>
          <button id="open-pane">Assess pain beside the chart</button>
        </div>
        <p class="outcome" role="status"></p>
      </section>
      <aside id="pane" aria-label="Pain assessment" hidden>
        <div class="bar">
          <label>Width <input id="width" type="range" min="16" max="40" value="24" /></label>
          <button id="close-pane">Close the pane</button>
        </div>
        <smart-app-frame
          launch-mode="query"
          scope="messaging/ui messaging/scratchpad"
          label="Pain assessment"
        ></smart-app-frame>
      </aside>
    </div>
    <dialog id="dialog" aria-labelledby="dialog-title">
      <div class="bar">
        <h2 id="dialog-title">Pain assessment</h2>
        <button id="close-dialog">Close the dialog</button>
      </div>
      <smart-app-frame
        launch-mode="query"
        scope="messaging/ui messaging/scratchpad"
        label="Pain assessment"
      ></smart-app-frame>
    </dialog>
  `,
  script: run,
  apps: ['dialog-and-side-pane'],
  controls: {element: '#pane smart-app-frame', live: ['label', 'scope']},
};
