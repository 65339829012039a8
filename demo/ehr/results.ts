import type {Observation, ObservationReferenceRange} from 'fhir/r4.js';
import {html, nothing, type TemplateResult} from 'lit';
import {conceptText, dayText, hasCode, numberText, quantityText, unitText} from '../shared/fhir-text.js';
import type {Chart} from './chart.js';

export const results = ({observations}: Chart): TemplateResult => html`
  <h2 id="results-title">Results</h2>
  ${table('Laboratory', ofCategory(observations, 'laboratory'))}
  ${table('Vital signs', ofCategory(observations, 'vital-signs'))}
`;

const ofCategory = (observations: Observation[], code: string) =>
  observations
    .filter(({category = []}) => category.some((concept) => hasCode(concept, code)))
    .sort((one, other) => label(one).localeCompare(label(other)));

const table = (caption: string, observations: Observation[]) => html`
  <table>
    <caption>
      ${caption}${sameDay(observations)}
    </caption>
    <thead>
      <tr>
        <th scope="col">Test</th>
        <th scope="col" class="number">Value</th>
        <th scope="col">Reference</th>
        <th scope="col">Date</th>
      </tr>
    </thead>
    <tbody>
      ${observations.map(row)}
    </tbody>
  </table>
`;

const sameDay = (observations: Observation[]) => {
  const days = new Set(observations.map(({effectiveDateTime}) => effectiveDateTime?.slice(0, 10)));
  return days.size === 1 ? html`<span class="date">${dayText([...days][0])}</span>` : nothing;
};

const row = (observation: Observation) => {
  const flag = flagOf(observation);
  return html`
    <tr class=${flag ? 'abnormal' : ''}>
      <th scope="row">${label(observation)}</th>
      <td class="number">
        ${valueText(observation)}${flag ? html` <span class="flag">${flag}</span>` : nothing}
        <span class="date">${dayText(observation.effectiveDateTime)}</span>
      </td>
      <td>${rangeText(observation.referenceRange?.[0])}</td>
      <td class="date">${dayText(observation.effectiveDateTime)}</td>
    </tr>
  `;
};

// The published display texts are LOINC short names; a chart shows what a clinician calls the test.
const commonNames: Record<string, string> = {
  '2160-0': 'Creatinine',
  '2823-3': 'Potassium',
  '2951-2': 'Sodium',
  '2028-9': 'Carbon dioxide, total',
  '2075-0': 'Chloride',
  '17861-6': 'Calcium',
  '1975-2': 'Bilirubin, total',
  '3094-0': 'Urea nitrogen',
  '2345-7': 'Glucose',
  '59408-5': 'Oxygen saturation',
  '85354-9': 'Blood pressure',
  '29463-7': 'Body weight',
  '8302-2': 'Body height',
  '39156-5': 'Body mass index',
  '8867-4': 'Heart rate',
  '9279-1': 'Respiratory rate',
  '8310-5': 'Body temperature',
};

const label = ({code}: Observation) =>
  code.coding?.map((coding) => commonNames[coding.code ?? '']).find(Boolean) ?? conceptText(code);

const valueText = ({valueQuantity, valueCodeableConcept, component = []}: Observation) => {
  if (valueQuantity) return quantityText(valueQuantity);
  if (valueCodeableConcept) return conceptText(valueCodeableConcept);
  const values = component.map((part) => part.valueQuantity?.value).filter((value) => value !== undefined);
  return values.length
    ? `${values.map(numberText).join('/')} ${unitText(component[0]?.valueQuantity?.unit)}`
    : 'No value';
};

const rangeText = (range: ObservationReferenceRange | undefined) =>
  range?.low?.value === undefined || range.high?.value === undefined
    ? ''
    : `${numberText(range.low.value)} to ${numberText(range.high.value)}`;

function flagOf({valueQuantity, referenceRange}: Observation): 'High' | 'Low' | undefined {
  const value = valueQuantity?.value;
  const range = referenceRange?.[0];
  if (value === undefined || !range) return undefined;
  if (range.high?.value !== undefined && value > range.high.value) return 'High';
  return range.low?.value !== undefined && value < range.low.value ? 'Low' : undefined;
}
