// A page under strict headers with an inspector that has something to show: reports what it looks like to the window
// around it. Parameters: see strict-watch.js.
import './inspector.js';

const tell = (detail) =>
  document.body.dispatchEvent(
    Object.assign(new window.Event('smart-message', {bubbles: true, composed: true}), {detail}),
  );

const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));

async function frames() {
  for (let count = 0; count < 3; count++) await frame();
}

async function report() {
  const inspector = document.createElement('smart-message-inspector');
  document.querySelector('main').append(inspector);
  await inspector.updateComplete;
  const root = inspector.shadowRoot;
  for (let id = 0; id < 100; id++) {
    const payload = {resource: {text: '<b>bold</b>'.repeat(30)}};
    const message = {messagingHandle: '***', messageId: `${id}`, messageType: 'scratchpad.create', payload};
    tell({direction: 'in', outcome: 'delivered', message});
  }
  while (!root.querySelector('.canvas > [role=row]')) await frames();
  root.querySelector('.canvas > [role=row]').click();
  await frames();
  for (const item of root.querySelectorAll('[aria-expanded=false]')) item.click();
  inspector.importTranscript(inspector.exportTranscript());
  await frames();
  await window.settled();
  const row = root.querySelector('.canvas > [role=row]');
  const {display, position, height} = window.getComputedStyle(row);
  return {
    complaints: window.complaints,
    row: {display, position, height},
    rows: root.querySelectorAll('.canvas > [role=row]').length,
    list: root.querySelector('[part=list]').getAttribute('aria-rowcount'),
  };
}

const result = await report().catch((error) => ({failure: `${error}\n${window.complaints.join('\n')}`}));
window.parent.postMessage({strictReport: result}, '*');
