import {observeMessages, type SmartMessageEvent} from '../../components/index.js';
import type {SmartAppFrame} from '../../components/smart-app-frame/smart-app-frame.js';
import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const rows = new Map<EventTarget, Record<'state' | 'served' | 'refused', HTMLElement>>();
  for (const frame of root.querySelectorAll('smart-app-frame')) rows.set(frame, addRow(find(root, 'tbody'), frame));

  // One listener each for all frames: `event.target` is the one whose app has asked.
  root.addEventListener('smart-ui-launch-activity', (event) => event.respondWith({status: 'success'}), {signal});
  root.addEventListener('smart-request', ({target}) => count(target && rows.get(target)?.served), {signal});
  const countRefused = ({target, detail}: SmartMessageEvent) => {
    if (detail.direction === 'in' && detail.outcome === 'rejected') count(target && rows.get(target)?.refused);
  };
  observeMessages(root, countRefused, signal);
  root.addEventListener(
    'smart-state-change',
    ({target, detail}) => {
      const state = target && rows.get(target)?.state;
      if (state) state.textContent = detail.state;
    },
    {signal},
  );
};

function addRow(body: HTMLElement, frame: SmartAppFrame) {
  const row = document.createElement('tr');
  const name = document.createElement('th');
  name.scope = 'row';
  name.textContent = frame.getAttribute('label');
  const cells = {state: cell(frame.state), served: cell('0'), refused: cell('0')};
  row.append(name, cells.state, cells.served, cells.refused);
  body.append(row);
  return cells;
}

function cell(text: string) {
  const created = document.createElement('td');
  created.textContent = text;
  return created;
}

function count(number: HTMLElement | null | undefined): void {
  if (number) number.textContent = String(Number(number.textContent) + 1);
}
