import type {CodeableConcept, HumanName, MedicationRequest, Patient, Quantity} from 'fhir/r4.js';

/** What a person reads for a CodeableConcept: its text, else the first display, else the first code. */
export const conceptText = (concept: CodeableConcept | undefined): string =>
  concept?.text ?? concept?.coding?.find(({display}) => display)?.display ?? concept?.coding?.[0]?.code ?? '';

export const hasCode = (concept: CodeableConcept | undefined, code: string): boolean =>
  concept?.coding?.some((coding) => coding.code === code) ?? false;

/** The name in use today: not one marked old, nor one whose period has ended. */
export const currentName = ({name = []}: Patient): HumanName | undefined =>
  name.find(({use, period}) => use !== 'old' && !period?.end) ?? name[0];

export const nameText = (name: HumanName | undefined): string =>
  name?.text ?? [[...(name?.given ?? []), name?.family].filter(Boolean).join(' '), ...(name?.suffix ?? [])].join(', ');

const dayFormat = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC'});

/** A FHIR date or dateTime as a day, such as "5 Jul 2005"; a bare year or month stays as it is. */
export const dayText = (date: string | undefined): string =>
  date && date.length >= 10 ? dayFormat.format(new Date(date.slice(0, 10))) : (date ?? '');

export function yearsSince(date: string, now = new Date()): number {
  const from = new Date(date.slice(0, 10));
  const years = now.getUTCFullYear() - from.getUTCFullYear();
  const reached =
    now.getUTCMonth() > from.getUTCMonth() ||
    (now.getUTCMonth() === from.getUTCMonth() && now.getUTCDate() >= from.getUTCDate());
  return reached ? years : years - 1;
}

const numberFormat = new Intl.NumberFormat('en-GB', {maximumFractionDigits: 1});

export const numberText = (value: number): string => numberFormat.format(value);

const unitTexts: Record<string, string> = {
  Cel: '°C',
  '%O2': '%',
  'kg/m2': 'kg/m²',
  ml: 'mL',
  'breaths per minute': '/min',
};

export const unitText = (unit: string | undefined): string => (unit ? (unitTexts[unit] ?? unit) : '');

export const quantityText = (quantity: Quantity | undefined): string =>
  quantity?.value === undefined ? '' : `${numberText(quantity.value)} ${unitText(quantity.unit)}`.trim();

export const dosageText = ({dosageInstruction = []}: MedicationRequest): string =>
  dosageInstruction
    .map(({text}) => text)
    .filter(Boolean)
    .join('; ') || 'No dosage instruction';

export const medicationText = (order: MedicationRequest): string =>
  conceptText(order.medicationCodeableConcept) || order.medicationReference?.display || 'Medicine without a name';
