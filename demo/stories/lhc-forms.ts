import {html} from 'lit';
import {run} from './lhc-forms.ehr.js';
import type {Story} from './story.js';

export const lhcForms: Story = {
  id: 'lhc-forms',
  title: 'A questionnaire in LHC-Forms',
  group: 'Exchange data',
  summary:
    'The chart embeds LHC-Forms, the form renderer of the U.S. National Library of Medicine, as it is published. The chart sets a questionnaire and a patient, sees each answer as it is given, has observations extracted, and gets all of it in one FHIR transaction. LHC-Forms writes inline styles and HTML, so its page alone has a policy that allows those; scripts from elsewhere, eval and the network it is denied, as all apps here.',
  steps: [
    'Answer some questions: the chart shows the answers and the score as they come.',
    'Press Extract observations in the chart: these would be filed.',
    'Press File in the chart in the form: answers and observations go to the FHIR server in one transaction.',
    'Choose the other questionnaire, then open the filed one again.',
  ],
  markup: (app) => html`
    <fieldset class="choices">
      <legend>Questionnaire</legend>
      <label class="choice"><input type="radio" name="questionnaire" value="phq-9" checked /> PHQ-9</label>
      <label class="choice"
        ><input type="radio" name="questionnaire" value="falls-risk" /> Falls risk at discharge</label
      >
    </fieldset>
    <smart-app-frame
      src=${app('lhc-forms')}
      launch-mode="query"
      scope="messaging/sdc messaging/fhir"
      fhir-base-url="/fhir"
      label="Questionnaire"
    ></smart-app-frame>
    <div class="side-by-side">
      <section class="card" aria-labelledby="answers-title">
        <h2 id="answers-title">Answers so far</h2>
        <p id="focus" class="detail"></p>
        <ul id="answers"></ul>
      </section>
      <section class="card" aria-labelledby="observations-title">
        <h2 id="observations-title">Observations</h2>
        <div class="actions"><button id="extract">Extract observations</button></div>
        <ul id="observations"></ul>
      </section>
      <section class="card" aria-labelledby="filed-title">
        <h2 id="filed-title">Filed</h2>
        <ul id="filed" class="drafts"></ul>
      </section>
    </div>
    <p class="outcome" role="status"></p>
  `,
  script: run,
  apps: ['lhc-forms'],
  controls: {element: 'smart-app-frame', live: ['label', 'scope', 'fhir-base-url', 'message-port']},
};
