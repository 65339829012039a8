import type {MedicationRequest} from 'fhir/r4.js';
import type {Dosage, DoseRule} from './dose-rule.js';

const supplyDays = 30;

/** The draft that takes an order's place: the same medicine for the same reason, with another dosage. */
export function draftOrder(
  order: MedicationRequest,
  {dose}: DoseRule,
  {text, frequency, period}: Dosage,
  note: string,
): MedicationRequest {
  const quantity = {value: dose.value, unit: dose.unit, system: 'http://unitsofmeasure.org', code: dose.code};
  return {
    resourceType: 'MedicationRequest',
    status: 'draft',
    intent: 'order',
    ...(order.category && {category: order.category}),
    ...(order.medicationCodeableConcept && {medicationCodeableConcept: order.medicationCodeableConcept}),
    subject: order.subject,
    authoredOn: new Date().toISOString(),
    ...(order.requester && {requester: order.requester}),
    ...(order.reasonCode && {reasonCode: order.reasonCode}),
    note: [{text: note}],
    dosageInstruction: [
      {text, timing: {repeat: {frequency, period, periodUnit: 'd'}}, doseAndRate: [{doseQuantity: quantity}]},
    ],
    dispenseRequest: {
      numberOfRepeatsAllowed: 0,
      quantity: {...quantity, value: (dose.value * frequency * supplyDays) / period},
      expectedSupplyDuration: {value: supplyDays, unit: 'days', system: 'http://unitsofmeasure.org', code: 'd'},
    },
    priorPrescription: {reference: `MedicationRequest/${order.id}`},
  };
}
