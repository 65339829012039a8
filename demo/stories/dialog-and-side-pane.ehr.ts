import type {Observation} from 'fhir/r4.js';
import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, app, signal}) => {
  const dialog = find(root, 'dialog');
  const pane = find(root, '#pane');

  embed('dialog', {
    show: () => dialog.showModal(),
    hide: () => dialog.close(), // gives the focus back by itself
  });
  embed('pane', {
    show: () => (pane.hidden = false),
    hide: () => {
      if (pane.contains(document.activeElement)) find(root, '#open-pane').focus();
      pane.hidden = true;
    },
  });

  function embed(place: 'dialog' | 'pane', {show, hide}: {show: () => void; hide: () => void}): void {
    const frame = find(find(root, `#${place}`), 'smart-app-frame');
    const open = () => {
      show();
      frame.src = app('dialog-and-side-pane');
      frame.reload();
      frame.focus(); // moves in once the app has loaded
    };
    find(root, `#open-${place}`).addEventListener('click', open, {signal});
    find(root, `#close-${place}`).addEventListener('click', () => frame.close(), {signal});
    frame.addEventListener('smart-state-change', ({detail: {state}}) => state === 'closed' && hide(), {signal});
  }

  // Escape in the chart's part; in the app's part it belongs to the app, which answers with ui.done. The event comes late:
  // somebody quick has opened the dialog again by then.
  dialog.addEventListener('close', () => dialog.open || find(dialog, 'smart-app-frame').close(), {signal});
  pane.addEventListener('keydown', ({key}) => key === 'Escape' && find(pane, 'smart-app-frame').close(), {signal});

  const width = find(root, 'input');
  width.addEventListener('input', () => pane.style.setProperty('--width', `${width.value}rem`), {signal});

  root.addEventListener(
    'smart-scratchpad-change',
    ({detail: {resource}}) => {
      const {valueInteger, bodySite} = resource as Partial<Observation>;
      find(root, '.outcome').textContent = `Draft: pain ${valueInteger ?? '?'} of 10, ${bodySite?.text ?? ''}.`;
    },
    {signal},
  );
};
