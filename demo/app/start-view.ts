import {html, type TemplateResult} from 'lit';

/** What the app shows as long as it knows no patient. */
export function startView(contextState: string, reading: boolean): TemplateResult {
  switch (contextState) {
    case 'unavailable':
      return html`
        <section class="card">
          <h2>Open me from an EHR</h2>
          <p>This app has no data of its own. Launched from a patient's chart, it reads what it needs there.</p>
        </section>
      `;
    case 'closed':
      return html`<p>The EHR has closed this app.</p>`;
    case 'connected':
      return html`<p>${reading ? 'Reading the chart.' : 'The chart has not been read.'}</p>`;
    default:
      return html`<p>Waiting for the EHR.</p>`;
  }
}
