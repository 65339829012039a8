// An EHR page that is frozen, hidden, kept and taken out again: one frame, and what it has told.
import '../../../components/define.ts';

const outcomes = new Map();

window.launch = (src, properties) => {
  const frame = Object.assign(document.createElement('smart-app-frame'), {
    src,
    label: 'Dosing',
    launchMode: 'query',
    scope: 'messaging/*',
    ...properties,
  });
  window.facts = [];
  frame.addEventListener('smart-connect', () => window.facts.push('connect'));
  frame.addEventListener('smart-disconnect', ({detail}) => window.facts.push(`disconnect: ${detail.reason}`));
  frame.addEventListener('smart-error', ({detail}) => window.facts.push(`error: ${detail.error.code}`));
  window.frame = frame;
  document.body.append(frame);
};

/** Asks the app without waiting for it; `outcomeOf` tells what has come of it so far. */
window.ask = (messageType, payload, options) => {
  const asked = outcomes.size;
  const started = performance.now();
  const settle = (outcome) => outcomes.set(asked, {...outcome, elapsed: performance.now() - started});
  outcomes.set(asked, undefined);
  window.frame.request(messageType, payload, options).then(
    (answer) => settle({answer}),
    ({code}) => settle({code}),
  );
  return asked;
};

window.outcomeOf = (asked) => outcomes.get(asked);

addEventListener('pageshow', ({persisted}) => (window.persisted = persisted));
for (const type of ['freeze', 'resume']) document.addEventListener(type, () => (window.lifeCycle = type));

// With it no browser keeps the page when somebody goes elsewhere.
if (new URLSearchParams(location.search).has('unload')) addEventListener('unload', () => {});
