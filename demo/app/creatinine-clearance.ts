export interface ClearanceInput {
  /** Years, 18 or more: the formula was made for adults. */
  age: number;
  sex: 'female' | 'male';
  /** Kilograms. */
  weight: number;
  /** Milligrams per decilitre of serum. */
  creatinine: number;
}

const femaleFactor = 0.85;

/** Creatinine clearance in mL/min after Cockcroft and Gault (Nephron 1976;16:31). */
export const creatinineClearance = ({age, sex, weight, creatinine}: ClearanceInput): number =>
  (((140 - age) * weight) / (72 * creatinine)) * (sex === 'female' ? femaleFactor : 1);

/** The formula with its numbers, so that it can be checked by hand. */
export const clearanceFormula = ({age, sex, weight, creatinine}: ClearanceInput): string =>
  `(140 − ${age}) × ${weight} kg${sex === 'female' ? ` × ${femaleFactor}` : ''} ÷ (72 × ${creatinine} mg/dL)`;
