import type {MedicationRequest} from 'fhir/r4.js';
import {MemoryScratchpad} from '../../components/scratchpad/index.js';
import {dosageText, medicationText} from '../shared/fhir-text.js';
import {find} from './find.js';
import './messages.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const frames = [...root.querySelectorAll('smart-app-frame')];
  const outcome = find(root, '.outcome');

  const scratchpad = new MemoryScratchpad();
  for (const frame of frames) frame.scratchpad = scratchpad;

  // The scratchpad tells the EHR of every change, whoever made it; the EHR tells the apps, if they care to hear.
  scratchpad.addEventListener(
    'change',
    ({detail}) => {
      outcome.textContent = {create: 'Drafted.', update: 'Changed.', delete: 'Discarded.'}[detail.action];
      void showDrafts();
      for (const frame of frames) {
        if (frame.state === 'connected') frame.request('drafts.changed', {}).catch(() => undefined);
      }
    },
    {signal},
  );

  async function showDrafts(): Promise<void> {
    const drafts = (await scratchpad.list()) as MedicationRequest[];
    find(root, '#drafts').replaceChildren(...drafts.map(draftItem));
  }

  function draftItem(order: MedicationRequest): HTMLElement {
    const item = document.createElement('li');
    const discard = document.createElement('button');
    item.textContent = `${medicationText(order)}: ${dosageText(order)} `;
    discard.textContent = 'Discard';
    discard.ariaLabel = `Discard ${medicationText(order)}`;
    discard.addEventListener('click', () => void scratchpad.delete(`MedicationRequest/${order.id}`));
    item.append(discard);
    return item;
  }
};
