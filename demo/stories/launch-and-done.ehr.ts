import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const open = find(root, '#open');
  const outcome = find(root, '.outcome');

  // `closed` is the moment when the answer has left: from now on the frame may go, or be used again.
  frame.addEventListener(
    'smart-state-change',
    ({detail: {state}}) => {
      open.hidden = state !== 'closed';
      outcome.textContent = state === 'closed' ? 'The dose check is done.' : '';
    },
    {signal},
  );

  open.addEventListener(
    'click',
    () => {
      frame.reload();
      frame.focus();
    },
    {signal},
  );
};
