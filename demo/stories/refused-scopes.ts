import {html} from 'lit';
import {run} from './refused-scopes.ehr.js';
import type {Story} from './story.js';

export const refusedScopes: Story = {
  id: 'refused-scopes',
  title: 'Refused scopes',
  group: 'When things go wrong',
  summary:
    'Scopes say which messages the EHR serves for an app, and they may change while it runs. What is not granted never reaches the EHR’s code: the app gets a refusal with a reason, and the EHR can see what was asked.',
  steps: [
    'Press each button in the app with only “Read the drafts” granted: all but one are refused, and the app says why.',
    'Tick another scope in the chart and press again: no reload is needed.',
    'Untick everything: the app stays connected, for the handshake needs no scope.',
  ],
  markup: (app) => html`
    <fieldset>
      <legend>This app may</legend>
      <label class="choice"><input type="checkbox" value="messaging/ui" /> Go to other parts of the chart</label>
      <label class="choice"><input type="checkbox" value="messaging/scratchpad.read" checked /> Read the drafts</label>
      <label class="choice"><input type="checkbox" value="messaging/scratchpad" /> Read and write the drafts</label>
      <label class="choice"><input type="checkbox" value="messaging/fhir" /> Read and write the record</label>
    </fieldset>
    <smart-app-frame
      src=${app('refused-scopes')}
      launch-mode="query"
      scope="messaging/scratchpad.read"
      fhir-base-url="/fhir"
      label="Order helper"
    ></smart-app-frame>
    <h2>What the chart saw</h2>
    <div role="log" aria-label="What the chart saw"><ol id="seen"></ol></div>
  `,
  script: run,
  apps: ['refused-scopes'],
  controls: {element: 'smart-app-frame', live: ['label', 'message-port', 'request-timeout']},
};
