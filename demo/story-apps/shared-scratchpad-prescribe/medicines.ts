import type {MedicationRequest} from 'fhir/r4.js';

/** What the prescriber can choose from: RxNorm code, name, and how to take it. */
export const medicines = [
  {code: '308191', name: 'Amoxicillin 500 mg capsule', dosage: 'One capsule three times a day for 7 days'},
  {code: '197805', name: 'Ibuprofen 400 mg tablet', dosage: 'One tablet up to three times a day'},
  {code: '861007', name: 'Metformin 500 mg tablet', dosage: 'One tablet twice a day'},
];

export const draftOrder = ({code, name, dosage}: (typeof medicines)[number]): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status: 'draft',
  intent: 'order',
  medicationCodeableConcept: {
    coding: [{system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code}],
    text: name,
  },
  subject: {reference: 'Patient/example', display: 'Amy Baxter'},
  dosageInstruction: [{text: dosage}],
});
