import 'kit/smart-app-frame/define.ts';
import {draft} from '../payloads.js';
import {clockPermission} from './append-frame.js';

/** `<smart-app-frame>`, and a listener that answers. */
export function mount(appUrl, answer) {
  const frame = document.createElement('smart-app-frame');
  const settings = {label: 'Benchmark', launchMode: 'query', scope: 'messaging/*', allow: clockPermission};
  Object.assign(frame, {...settings, src: appUrl});
  frame.addEventListener('smart-request', (event) => {
    const {messageType, payload} = event.detail;
    if (messageType === 'bench.echo') event.respondWith(answer(payload));
    if (messageType === 'bench.fill') event.respondWith(fill(frame.scratchpad, payload.count));
  });
  const connected = new Promise((resolve) => {
    frame.addEventListener('smart-connect', () => resolve(), {once: true});
  });
  document.body.append(frame);
  return {connected, remove: () => frame.remove()};
}

/** Brings the scratchpad to a number of resources without a message for each. */
async function fill(scratchpad, count) {
  for (let number = (await scratchpad.list()).length; number < count; number++) await scratchpad.create(draft(number));
  return {count: (await scratchpad.list()).length};
}
