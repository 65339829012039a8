import type {Observation} from 'fhir/r4.js';

export interface Measurement {
  value: number;
  unit: string;
  /** A FHIR dateTime. */
  date: string | undefined;
  /** Recent enough to calculate with. */
  current: boolean;
}

const dayLength = 86_400_000;

/** What is accepted, with the factor to the unit that the formula takes. */
const creatinineUnits: Record<string, number> = {'mg/dL': 1, 'umol/L': 1 / 88.4, 'µmol/L': 1 / 88.4};
const weightUnits: Record<string, number> = {kg: 1, g: 0.001, '[lb_av]': 0.45359237, lb: 0.45359237};

export const creatinineOf = (observation: Observation | undefined): Measurement | undefined =>
  measurement(observation, creatinineUnits, 'mg/dL', 90);

export const weightOf = (observation: Observation | undefined): Measurement | undefined =>
  measurement(observation, weightUnits, 'kg', 365);

function measurement(
  observation: Observation | undefined,
  units: Record<string, number>,
  unit: string,
  maximumAge: number,
): Measurement | undefined {
  const quantity = observation?.valueQuantity;
  const factor = units[quantity?.code ?? ''] ?? units[quantity?.unit ?? ''];
  if (quantity?.value === undefined || factor === undefined) return undefined;
  const date = observation?.effectiveDateTime;
  const age = date ? (Date.now() - Date.parse(date)) / dayLength : Infinity;
  return {value: Number((quantity.value * factor).toFixed(2)), unit, date, current: age <= maximumAge};
}
