import {html} from 'lit';
import {run} from './fhir-http.ehr.js';
import type {Story} from './story.js';

export const fhirHttp: Story = {
  id: 'fhir-http',
  title: 'fhir.http',
  group: 'Exchange data',
  summary:
    'An app without access to the network runs a FHIR batch or transaction through the frame: the EHR posts it to its own FHIR server, with the authorization of the clinician who is signed in, and hands back the answer.',
  steps: [
    'Run the first one: three searches in one message, answered by the EHR’s FHIR server.',
    'Run the second: one of its two requests finds nothing, the other is answered all the same.',
    'Run the third: this EHR lets its apps read only, and the app shows why.',
  ],
  markup: (app) => html`
    <p>Bundles run for apps: <output>0</output></p>
    <smart-app-frame
      src=${app('fhir-http')}
      launch-mode="query"
      scope="messaging/fhir"
      fhir-base-url="/fhir"
      label="Results viewer"
    ></smart-app-frame>
  `,
  script: run,
  apps: ['fhir-http'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'fhir-base-url', 'request-timeout', 'message-port']},
};
