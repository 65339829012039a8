import type {MedicationRequest} from 'fhir/r4.js';
import type {Scratchpad} from '../../components/scratchpad/index.js';
import {fetchFhir} from './fhir-server.js';
import {orderLocation} from './orders.js';

/**
 * Makes an order of a draft: POST first, and only then the draft leaves the scratchpad and the order that it replaces is
 * stopped. If the POST fails, the draft is still there. A draft whose order is no longer active replaces nothing, and
 * signing it would leave two orders where one is meant: it is refused.
 */
export async function signOrder(draft: MedicationRequest, scratchpad: Scratchpad): Promise<void> {
  const location = draft.priorPrescription?.reference;
  const replaced = location ? await fetchFhir<MedicationRequest>(location) : undefined;
  if (replaced && replaced.status !== 'active') {
    throw new Error('The order that this draft replaces was stopped meanwhile. Discard it.');
  }
  const order: MedicationRequest = {...draft, status: 'active', authoredOn: new Date().toISOString()};
  // They are the scratchpad's; the FHIR server gives the order its own.
  delete order.id;
  delete order.meta;
  await fetchFhir<MedicationRequest>('MedicationRequest', order);
  await scratchpad.delete(orderLocation(draft));
  if (replaced) await fetchFhir(orderLocation(replaced), {...replaced, status: 'stopped'}, 'PUT');
}
