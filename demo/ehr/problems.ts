import type {Condition} from 'fhir/r4.js';
import {html, nothing, type TemplateResult} from 'lit';
import {conceptText, dayText, hasCode} from '../shared/fhir-text.js';
import type {Chart} from './chart.js';

export const problemElementId = (location: string): string => `problem-${location.replace('/', '-')}`;

export function problems({conditions}: Chart): TemplateResult {
  const active = conditions.filter(({clinicalStatus}) => hasCode(clinicalStatus, 'active'));
  const past = conditions.filter((condition) => !active.includes(condition));
  return html`
    <h2 id="problems-title">Problems</h2>
    <ul class="rows">
      ${active.map(problem)}
    </ul>
    ${
      past.length
        ? html`<h3>Resolved</h3>
            <ul class="rows quiet">
              ${past.map(problem)}
            </ul>`
        : nothing
    }
  `;
}

const problem = (condition: Condition) => html`
  <li id=${problemElementId(`Condition/${condition.id}`)} tabindex="-1">
    <div class="row-main">
      <strong>${conceptText(condition.code)}</strong>
      <span class="detail">${codeText(condition)}</span>
    </div>
    <div class="row-side">
      ${(condition.category ?? []).map((category) => html`<span class="tag">${conceptText(category)}</span>`)}
      ${when(condition)}
    </div>
  </li>
`;

const codeText = ({code}: Condition) => {
  const coding = code?.coding?.[0];
  if (!coding) return '';
  const label = `SNOMED CT ${coding.code}`;
  return coding.display && coding.display !== code.text ? `${coding.display}, ${label}` : label;
};

const when = ({onsetDateTime, abatementDateTime, recordedDate}: Condition) =>
  abatementDateTime
    ? html`<span class="date">${dayText(onsetDateTime)} to ${dayText(abatementDateTime)}</span>`
    : html`<span class="date"
        >${onsetDateTime ? `since ${dayText(onsetDateTime)}` : `recorded ${dayText(recordedDate)}`}</span
      >`;

/** Takes the reader to one problem; false if the chart has no such problem. */
export function showProblem(location: string): boolean {
  const element = document.getElementById(problemElementId(location));
  if (!element) return false;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({block: 'center', behavior: calm ? 'auto' : 'smooth'});
  element.focus({preventScroll: true});
  return true;
}
