import type {MedicationRequest} from 'fhir/r4.js';
import {html, render} from 'lit';
import {scratchpadRequest, type CdsHooksAction} from '../../components/protocol/index.js';
import {dosageText, medicationText} from '../shared/fhir-text.js';
import {medicationRequest} from './cds-hooks-card.orders.js';
import {orderSelect, type CdsCard} from './cds-hooks-card.service.js';
import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = async ({root, app, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const outcome = find(root, '.outcome');
  const {scratchpad} = frame;

  scratchpad.addEventListener('change', () => void showDrafts(), {signal});
  const naproxen = medicationRequest('198014', 'Naproxen 500 mg tablet', 'One tablet twice a day');
  const {id} = await scratchpad.create(naproxen);
  const {cards} = orderSelect(`MedicationRequest/${id}`, app('cds-hooks-card'));
  render(cards.map(cardView), find(root, '#cards'));

  // Actions of a card and messages to the scratchpad map one to one.
  async function carryOut(action: CdsHooksAction): Promise<void> {
    const {messageType, payload} = scratchpadRequest(action);
    if (messageType === 'scratchpad.delete') await scratchpad.delete(payload.location);
    else if (messageType === 'scratchpad.create') await scratchpad.create(payload.resource);
    else await scratchpad.update(payload.resource);
  }

  async function accept({label, actions}: CdsCard['suggestions'][number]): Promise<void> {
    try {
      for (const action of actions) await carryOut(action);
      outcome.textContent = `${label}: done.`;
    } catch (error) {
      outcome.textContent = `${label} failed: ${(error as Error).message}`;
    }
  }

  function openApp({url, appContext = ''}: CdsCard['links'][number]): void {
    frame.src = `${url}?${new URLSearchParams({appContext})}`;
    frame.reload();
    frame.focus();
  }

  async function showDrafts(): Promise<void> {
    const drafts = (await scratchpad.list()) as MedicationRequest[];
    const items = drafts.map((order) => html`<li>${medicationText(order)}: ${dosageText(order)}</li>`);
    render(items, find(root, '#drafts'));
  }

  function cardView({summary, detail, indicator, source, suggestions, links}: CdsCard): unknown {
    return html`
      <article class="card" data-indicator=${indicator} aria-label=${summary}>
        <h3>${summary}</h3>
        <p>${detail}</p>
        <p class="quiet">${source.label}</p>
        <div class="actions">
          ${suggestions.map((suggestion) => html`<button @click=${() => accept(suggestion)}>${suggestion.label}</button>`)}
          ${links.map((link) => html`<button @click=${() => openApp(link)}>${link.label}</button>`)}
        </div>
      </article>
    `;
  }
};
