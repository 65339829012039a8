import type {Patient} from 'fhir/r4.js';
import {html, type TemplateResult} from 'lit';
import {numberText} from '../shared/fhir-text.js';
import {clearanceFormula, creatinineClearance, type ClearanceInput} from './creatinine-clearance.js';

export function clearanceView({gender}: Patient, input: ClearanceInput | undefined): TemplateResult {
  if (gender !== 'female' && gender !== 'male') {
    return html`<span class="missing">The formula needs the sex, which the chart does not tell.</span>`;
  }
  if (!input) {
    return html`<span class="label">Creatinine clearance</span>
      <span class="missing">Enter weight and creatinine.</span>`;
  }
  return html`
    <span class="label">Creatinine clearance</span>
    <strong>${numberText(creatinineClearance(input))} mL/min</strong>
    <span class="hint">Cockcroft-Gault: ${clearanceFormula(input)}</span>
  `;
}
