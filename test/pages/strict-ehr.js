// An EHR page under strict headers: shows an app until it is done and one that never speaks, and reports what it has seen
// to the window around it, or by HTTP where it has none. Parameters: `app` the app's address, `allow` and
// `connect-timeout` for its frame, `report` the id of the report, `transgress` does what the policies forbid as well.
import './kit.js';

const parameters = new URLSearchParams(location.search);

function show(src, attributes) {
  const frame = document.createElement('smart-app-frame');
  for (const [name, value] of Object.entries({src, label: 'Dosing', ...attributes})) frame.setAttribute(name, value);
  document.querySelector('main').replaceChildren(frame);
  return frame;
}

async function reach(frame, ...states) {
  while (!states.includes(frame.state)) {
    await new Promise((resolve) => frame.addEventListener('smart-state-change', resolve, {once: true}));
  }
  await frame.updateComplete;
}

const part = (frame, name) => frame.shadowRoot.querySelector(`[part=${name}]`);

function look(element) {
  const {display, position, paddingInlineStart, borderTopWidth} = window.getComputedStyle(element);
  const {width, height} = element.getBoundingClientRect();
  return {display, position, padding: paddingInlineStart, border: borderTopWidth, width, height};
}

/** From the launch until the app is done, or is known not to answer. */
async function session() {
  const frame = show(parameters.get('app'), {
    'launch-mode': 'query',
    scope: 'messaging/*',
    allow: parameters.get('allow') ?? '',
    'connect-timeout': parameters.get('connect-timeout') ?? '10000',
  });
  const seen = {states: [], errors: []};
  frame.addEventListener('smart-state-change', ({detail}) => seen.states.push(detail.state));
  frame.addEventListener('smart-error', ({detail}) => seen.errors.push(detail.error.code));
  frame.addEventListener('smart-strict-report', (event) => {
    seen.app = event.detail.payload;
    seen.connectedFrame = look(part(frame, 'frame'));
    event.respondWith(frame.scratchpad.list().then((list) => void (seen.scratchpad = list)));
  });
  await frame.updateComplete;
  seen.loadingNotice = look(part(frame, 'loading'));
  await reach(frame, 'closed', 'unresponsive');
  seen.closedFrame = look(frame);
  return seen;
}

async function unanswered() {
  const app = new URL(parameters.get('app'));
  app.searchParams.set('silent', '');
  const frame = show(app.href, {'connect-timeout': '200'});
  await reach(frame, 'unresponsive');
  return look(part(frame, 'error'));
}

async function report() {
  const seen = await session();
  const errorNotice = await unanswered();
  if (parameters.has('transgress')) await window.transgress();
  await window.settled();
  return {
    ...seen,
    errorNotice,
    complaints: window.complaints,
    isolated: window.crossOriginIsolated,
    features: window.allowedFeatures(),
  };
}

const result = await report().catch((error) => ({failure: `${error}\n${window.complaints.join('\n')}`}));
if (parameters.has('report')) {
  await fetch(`report?id=${parameters.get('report')}`, {method: 'POST', body: JSON.stringify(result)});
  window.close();
} else {
  window.parent.postMessage({strictReport: result}, '*');
}
