import type {MedicationRequest} from 'fhir/r4.js';

/** A draft order for a medicine by its RxNorm code. */
export const medicationRequest = (code: string, text: string, dosage: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status: 'draft',
  intent: 'order',
  medicationCodeableConcept: {coding: [{system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code}], text},
  subject: {reference: 'Patient/example', display: 'Amy Baxter'},
  dosageInstruction: [{text: dosage}],
});
