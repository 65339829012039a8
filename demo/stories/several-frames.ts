import {html} from 'lit';
import {run} from './several-frames.ehr.js';
import type {Story} from './story.js';

export const severalFrames: Story = {
  id: 'several-frames',
  title: 'Several frames',
  group: 'Ways to embed',
  summary:
    'Three apps beside each other on one page. Each has a handle and scopes of its own, so that the EHR always knows who asks, and one listener on the page serves them all.',
  steps: [
    'Ask in each app: the table tells who asked.',
    'The third may not use messaging/ui: the page refuses it and never runs your handler.',
    'Press Done in one app: the others stay connected.',
  ],
  markup: (app) => html`
    <table>
      <caption>
        What the apps have asked
      </caption>
      <thead>
        <tr>
          <th scope="col">App</th>
          <th scope="col">State</th>
          <th scope="col">Served</th>
          <th scope="col">Refused</th>
        </tr>
      </thead>
      <tbody></tbody>
    </table>
    <div class="side-by-side">
      <smart-app-frame
        id="first"
        src=${app('several-frames', {name: 'Lab trends'})}
        launch-mode="query"
        scope="messaging/ui"
        label="Lab trends"
      ></smart-app-frame>
      <smart-app-frame
        id="second"
        src=${app('several-frames', {name: 'Interactions'})}
        launch-mode="query"
        scope="messaging/ui"
        label="Interactions"
      ></smart-app-frame>
      <smart-app-frame
        id="third"
        src=${app('several-frames', {name: 'Guidelines'})}
        launch-mode="query"
        scope="messaging/scratchpad"
        label="Guidelines"
      ></smart-app-frame>
    </div>
  `,
  script: run,
  apps: ['several-frames'],
  controls: {element: '#third', live: ['scope', 'label', 'message-port']},
};
