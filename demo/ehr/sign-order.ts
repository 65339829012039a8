import type {MedicationRequest} from 'fhir/r4.js';
import type {Scratchpad} from '../../components/scratchpad/index.js';
import {fetchFhir} from './fhir-server.js';
import {orderLocation} from './orders.js';

/**
 * Makes an order of a draft: POST first, and only then the draft leaves the scratchpad and the order that it replaces is
 * stopped. If the POST fails, the draft is still there.
 */
export async function signOrder(draft: MedicationRequest, scratchpad: Scratchpad): Promise<void> {
  const order: MedicationRequest = {...draft, status: 'active', authoredOn: new Date().toISOString()};
  // They are the scratchpad's; the FHIR server gives the order its own.
  delete order.id;
  delete order.meta;
  await fetchFhir<MedicationRequest>('MedicationRequest', order);
  await scratchpad.delete(orderLocation(draft));
  const replaced = draft.priorPrescription?.reference;
  if (replaced) await stopOrder(replaced);
}

async function stopOrder(reference: string): Promise<void> {
  const order = await fetchFhir<MedicationRequest>(reference);
  await fetchFhir<MedicationRequest>(reference, {...order, status: 'stopped'}, 'PUT');
}
