import type {Observation} from 'fhir/r4.js';
import {conceptText} from '../shared/fhir-text.js';
import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const close = find(root, '#close');
  const outcome = find(root, '.outcome');

  // Browsers open windows for those who click, not for scripts on their own. The element tells of a blocked one itself.
  const open = () => {
    outcome.textContent = frame.open() ? '' : 'The viewer could not be opened.';
  };
  find(root, '#open').addEventListener('click', open, {signal});
  find(root, '#later').addEventListener(
    'click',
    () => {
      outcome.textContent = 'Wait, without clicking.';
      const timer = setTimeout(open, 6000);
      signal.addEventListener('abort', () => clearTimeout(timer));
    },
    {signal},
  );
  close.addEventListener('click', () => frame.close(), {signal});
  signal.addEventListener('abort', () => frame.close());

  frame.addEventListener(
    'smart-state-change',
    ({detail: {state}}) => {
      close.hidden = state === 'idle' || state === 'closed';
      if (state === 'connected') outcome.textContent = 'The viewer is open.';
      if (state === 'closed') outcome.textContent = 'The viewer is closed.';
    },
    {signal},
  );

  frame.addEventListener(
    'smart-scratchpad-change',
    ({detail: {resource}}) => {
      const item = document.createElement('li');
      item.textContent = conceptText((resource as Observation | undefined)?.valueCodeableConcept);
      find(root, '#readings').append(item);
    },
    {signal},
  );
};
