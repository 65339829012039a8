import {html, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {dayText, numberText, yearsSince} from '../shared/fhir-text.js';
import type {Measurement} from './measurement.js';

export interface NumberField {
  id: string;
  label: string;
  unit: string;
  minimum: number;
  maximum: number;
  value: string;
  charted: Measurement | undefined;
  input(value: string): void;
}

/** A number that comes from the chart if it is recent, and from the clinician if it is not. */
export const numberField = ({
  id,
  label,
  unit,
  minimum,
  maximum,
  value,
  charted,
  input,
}: NumberField): TemplateResult => html`
  <div class="field">
    <label for=${id}>${label}</label>
    <span class="with-unit">
      <input
        id=${id}
        type="number"
        inputmode="decimal"
        min=${minimum}
        max=${maximum}
        step="any"
        required
        aria-describedby="${id}-note"
        .value=${live(value)}
        @input=${(event: InputEvent) => input((event.target as HTMLInputElement).value)}
      />
      <span class="unit">${unit}</span>
    </span>
    <p id="${id}-note" class=${charted?.current ? 'hint' : 'hint missing'}>
      ${chartNote(charted, minimum, maximum, unit)}
    </p>
  </div>
`;

const chartNote = (charted: Measurement | undefined, minimum: number, maximum: number, unit: string) => {
  const request = `Enter a current value (${minimum} to ${maximum} ${unit}).`;
  if (!charted) return `Not in the chart. ${request}`;
  const text = [`${numberText(charted.value)} ${charted.unit}`, dayText(charted.date)].filter(Boolean).join(', ');
  if (charted.current) return `From the chart: ${text}.`;
  const years = charted.date ? yearsSince(charted.date) : 0;
  const age = years >= 1 ? ` (${years} ${years === 1 ? 'year' : 'years'} ago)` : '';
  return `In the chart: ${text}${age}, too old to use. ${request}`;
};

/** The number in a field, if it is one that can be calculated with. */
export function numberIn(value: string, minimum: number, maximum: number): number | undefined {
  const number = Number(value);
  return value.trim() !== '' && number >= minimum && number <= maximum ? number : undefined;
}
