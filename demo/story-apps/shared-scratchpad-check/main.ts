import type {MedicationRequest} from 'fhir/r4.js';
import {html, nothing, render} from 'lit';
import {dosageText, medicationText} from '../../shared/fhir-text.js';
import '../../stories/messages.js';
import {explain, startApp} from '../shared/app.js';

const {ehr, say} = startApp();

ehr.addEventListener('smart-connect', () => void showDrafts().catch((error: unknown) => say(explain(error))));
ehr.addEventListener('smart-drafts-changed', (event) => event.respondWith(showDrafts()));

async function showDrafts(): Promise<void> {
  const drafts = (await ehr.scratchpad.read()) as MedicationRequest[];
  const list = document.querySelector<HTMLElement>('#drafts');
  if (!list) return;
  render(
    drafts.length > 0
      ? html`<ul class="cards">
          ${drafts.map(draftView)}
        </ul>`
      : html`<p>No draft order to check.</p>`,
    list,
  );
}

const draftView = (order: MedicationRequest) => html`
  <li class="card">
    <strong>${medicationText(order)}</strong>
    <span>${dosageText(order)}</span>
    ${
      order.note
        ? nothing
        : html`<button @click=${() => void addFood(order)}>
            Add “with food”<span class="visually-hidden"> to ${medicationText(order)}</span>
          </button>`
    }
  </li>
`;

/** The EHR gave the draft its id; with it the whole resource is sent again. */
async function addFood(order: MedicationRequest): Promise<void> {
  const food = {coding: [{system: 'http://snomed.info/sct', code: '311504000'}], text: 'With or after food'};
  try {
    await ehr.scratchpad.update({
      ...order,
      dosageInstruction: [{text: `${dosageText(order)}, with food`, additionalInstruction: [food]}],
      note: [{text: 'Checked by the pharmacy.'}],
    });
    say(`${medicationText(order)}: “with food” is added.`);
  } catch (error) {
    say(explain(error));
  }
}
