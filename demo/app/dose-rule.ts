import type {MedicationRequest} from 'fhir/r4.js';

export interface Dosage {
  text: string;
  /** Doses in `period` days. */
  frequency: number;
  period: number;
}

export interface DoseStep {
  /** Applies from this clearance on, in mL/min. */
  from: number;
  range: string;
  dosage: Dosage;
}

export interface DoseRule {
  medicine: string;
  source: string;
  rxNorm: readonly string[];
  /** One dose. */
  dose: {value: number; unit: string; code: string};
  steps: readonly DoseStep[];
}

const nizatidine: DoseRule = {
  medicine: 'nizatidine 15 mg/mL oral solution',
  source: 'US prescribing information of nizatidine, active duodenal ulcer, renal insufficiency',
  rxNorm: ['476872', '582620'],
  dose: {value: 10, unit: 'mL', code: 'mL'},
  steps: [
    {
      from: 50,
      range: 'Clearance 50 mL/min or more',
      dosage: {text: '10 mL (150 mg) twice daily', frequency: 2, period: 1},
    },
    {
      from: 20,
      range: 'Clearance 20 to 50 mL/min',
      dosage: {text: '10 mL (150 mg) once daily', frequency: 1, period: 1},
    },
    {
      from: 0,
      range: 'Clearance below 20 mL/min',
      dosage: {text: '10 mL (150 mg) every other day', frequency: 1, period: 2},
    },
  ],
};

const rules = [nizatidine];

/** The rule for an order's medicine, found by its RxNorm code. */
export const ruleFor = (order: MedicationRequest): DoseRule | undefined =>
  rules.find(({rxNorm}) => order.medicationCodeableConcept?.coding?.some(({code}) => code && rxNorm.includes(code)));

/** Whether an order already says this, whatever words it uses. */
export const isDosage = (order: MedicationRequest, {dose}: DoseRule, {frequency, period}: Dosage): boolean => {
  const [instruction] = order.dosageInstruction ?? [];
  const repeat = instruction?.timing?.repeat;
  const quantity = instruction?.doseAndRate?.[0]?.doseQuantity;
  return (
    repeat?.frequency === frequency &&
    repeat.period === period &&
    repeat.periodUnit === 'd' &&
    quantity?.value === dose.value &&
    quantity.code === dose.code
  );
};

export const stepFor = ({steps}: DoseRule, clearance: number): DoseStep | undefined =>
  steps.find(({from}) => clearance >= from);
