import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const scopes = [...root.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];

  // In force from the next message on.
  root.addEventListener(
    'change',
    () => {
      frame.scope = scopes
        .filter(({checked}) => checked)
        .map(({value}) => value)
        .join(' ');
    },
    {signal},
  );

  // Only what a scope allows comes here.
  frame.addEventListener(
    'smart-ui-launch-activity',
    (event) => {
      tell(`The chart goes to ${event.detail.payload.activityType}.`);
      event.respondWith({status: 'success'});
    },
    {signal},
  );

  // Every message comes here, refused ones too.
  frame.addEventListener(
    'smart-message',
    ({detail: {outcome, reason, message}}) => {
      if (outcome === 'rejected') tell(`${(message as {messageType?: string}).messageType} refused: ${reason}.`);
    },
    {signal},
  );

  function tell(text: string): void {
    const item = document.createElement('li');
    item.textContent = text;
    find(root, '#seen').prepend(item);
  }
};
