// An app under strict headers: uses the scratchpad, tells the EHR what it has met with, and is done.
// Parameters: `silent` never speaks, `transgress` does what the policies forbid as well.
import './kit.js';

const parameters = new URLSearchParams(location.search);

async function work() {
  const context = document.createElement('smart-messaging-context');
  document.body.append(context);
  await context.ready;
  const {location: place} = await context.scratchpad.create({resourceType: 'ServiceRequest', status: 'draft'});
  const resource = await context.scratchpad.read(place);
  if (parameters.has('transgress')) await window.transgress();
  await window.settled();
  await context.request('strict.report', {
    place,
    resource,
    complaints: window.complaints,
    display: window.getComputedStyle(context).display,
    isolated: window.crossOriginIsolated,
    features: window.allowedFeatures(),
  });
  await context.ui.done();
}

if (!parameters.has('silent')) work();
