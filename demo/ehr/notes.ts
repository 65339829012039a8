import type {CarePlan, DocumentReference} from 'fhir/r4.js';
import {html, type TemplateResult} from 'lit';
import {conceptText, dayText} from '../shared/fhir-text.js';
import type {Chart} from './chart.js';
import {narrativeNodes} from './narrative.js';

export const notes = ({carePlans, documents}: Chart): TemplateResult => html`
  <h2 id="notes-title">Notes</h2>
  ${carePlans.map(carePlan)} ${documents.map(note)}
`;

const carePlan = (plan: CarePlan) => html`
  <article>
    <h3>Assessment and plan <span class="tag">${plan.status}</span></h3>
    <div class="narrative">${narrativeNodes(plan.text)}</div>
  </article>
`;

const note = (document: DocumentReference) => html`
  <article>
    <h3>${conceptText(document.type)} <span class="date">${dayText(document.date)}</span></h3>
    ${document.content.map(({attachment}) => html`<p class="plain-text">${plainText(attachment)}</p>`)}
  </article>
`;

function plainText({contentType, data}: DocumentReference['content'][number]['attachment']): string {
  if (!data || !contentType?.startsWith('text/plain')) return 'This document cannot be shown here.';
  return new TextDecoder().decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)));
}
