import type {Bundle, BundleEntry, MedicationRequest} from 'fhir/r4.js';
import type {Scratchpad} from '../../components/scratchpad/index.js';
import {fetchFhir} from './fhir-server.js';
import {orderLocation} from './orders.js';

/**
 * Makes orders of drafts, in one transaction: the new orders, and the end of those that they replace. Only when the FHIR
 * server has it do the drafts leave the scratchpad; if it fails they are still there, and nothing is written. A draft whose
 * order is no longer active replaces nothing, and signing it would leave two orders where one is meant: it is refused. So is
 * one that is not what the clinician has seen.
 */
export async function signOrders(
  drafts: MedicationRequest[],
  patientId: string,
  scratchpad: Scratchpad,
): Promise<void> {
  const patient = `Patient/${patientId}`;
  const entry: BundleEntry[] = [];
  const replaced = new Set<string>();
  for (const draft of drafts) {
    await checkUnchanged(draft, scratchpad);
    if (draft.subject.reference !== patient) throw new Error('The draft is for another patient. Discard it.');
    entry.push(newOrder(draft));
    const location = draft.priorPrescription?.reference;
    if (!location) continue;
    if (replaced.has(location)) throw new Error('Two of these drafts replace the same order. Discard one.');
    replaced.add(location);
    entry.push(await end(location, patient));
  }
  await fetchFhir<Bundle>('', {resourceType: 'Bundle', type: 'transaction', entry});
  // The orders are signed: a draft that the app has taken away in this moment is not missed.
  await Promise.allSettled(drafts.map((draft) => scratchpad.delete(orderLocation(draft))));
}

async function checkUnchanged(draft: MedicationRequest, scratchpad: Scratchpad): Promise<void> {
  const kept = await scratchpad.read(orderLocation(draft));
  if (!kept) throw new Error('The app has taken the draft back.');
  if (JSON.stringify(kept) !== JSON.stringify(draft)) {
    throw new Error('The app has changed the draft meanwhile. Close this and review it again.');
  }
}

function newOrder(draft: MedicationRequest): BundleEntry {
  const order: MedicationRequest = {...draft, status: 'active', authoredOn: new Date().toISOString()};
  // They are the scratchpad's; the FHIR server gives the order its own.
  delete order.id;
  delete order.meta;
  return {
    fullUrl: `urn:uuid:${crypto.randomUUID()}`,
    resource: order,
    request: {method: 'POST', url: 'MedicationRequest'},
  };
}

/** By its version the server notices when the order has become another one since it was read. */
async function end(location: string, patient: string): Promise<BundleEntry> {
  const wrong = new Error('The draft replaces what is no order of this patient. Discard it.');
  if (!/^MedicationRequest\/[\w.-]+$/.test(location)) throw wrong;
  const order = await fetchFhir<MedicationRequest>(location);
  if (order.subject.reference !== patient) throw wrong;
  if (order.status !== 'active')
    throw new Error('The order that this draft replaces was stopped meanwhile. Discard it.');
  return {
    resource: {...order, status: 'stopped'},
    request: {method: 'PUT', url: location, ifMatch: `W/"${order.meta?.versionId}"`},
  };
}
