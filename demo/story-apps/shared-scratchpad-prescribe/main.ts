import type {MedicationRequest} from 'fhir/r4.js';
import {medicationText} from '../../shared/fhir-text.js';
import '../../stories/messages.js';
import {startApp} from '../shared/app.js';
import {draftOrder, medicines} from './medicines.js';

const {ehr, say, onClick} = startApp();
const choice = document.querySelector('select');
choice?.append(...medicines.map(({name}) => new Option(name)));

onClick('#draft', async () => {
  const medicine = medicines[choice?.selectedIndex ?? 0];
  if (!medicine) return undefined;
  await ehr.scratchpad.create(draftOrder(medicine));
  return `${medicine.name} is drafted.`;
});

// What the pharmacist adds is on the scratchpad: the EHR tells that something has changed, not what.
ehr.addEventListener('smart-drafts-changed', (event) => event.respondWith(tellOfChecks()));

async function tellOfChecks(): Promise<void> {
  const drafts = (await ehr.scratchpad.read()) as MedicationRequest[];
  const checked = drafts.filter(({note}) => note?.length);
  if (checked.length > 0) say(`Checked by the pharmacy: ${checked.map(medicationText).join(', ')}.`);
}
