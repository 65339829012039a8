import {html, nothing, type TemplateResult} from 'lit';
import type {ChartAccess} from './chart-access.js';
import type {PatientData} from './read-patient.js';

/** Which way the data came, and what did not come. */
export const sourcesView = ({patient, orders}: ChartAccess, {missing}: PatientData): TemplateResult => html`
  <section class="card sources">
    <h2>Where this comes from</h2>
    <dl>
      <div>
        <dt>Patient, results</dt>
        <dd>${patient.name}</dd>
      </div>
      <div>
        <dt>Orders, problems</dt>
        <dd>${orders.name}</dd>
      </div>
    </dl>
    ${
      missing.length
        ? html`<ul class="missing">
            ${missing.map((text) => html`<li>${text}</li>`)}
          </ul>`
        : nothing
    }
  </section>
`;
