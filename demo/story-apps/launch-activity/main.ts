import {explain, startApp} from '../shared/app.js';

const {ehr, say, onClick} = startApp();

// By markup alone: the first button has no script; its outcome comes as an event.
ehr.addEventListener('smart-response', ({detail}) => {
  const {status, statusDetail} = detail.payload as {status?: string; statusDetail?: {text?: string}};
  if (status !== 'success') say(`The EHR refused: ${statusDetail?.text ?? 'it gave no reason.'}`);
  else if (detail.messageType === 'ui.launchActivity') say('The chart shows it.');
});
ehr.addEventListener('smart-error', ({detail}) => say(explain(detail.error)));

// By method: the promise tells.
onClick('#show-kidney', async () => {
  await ehr.ui.launchActivity('problem-review', {problemLocation: 'Condition/kidney-disease'});
  return 'The chart shows it.';
});

onClick('#book', async () => {
  await ehr.ui.launchActivity('appointment-book', {appointmentLocations: followUp});
  return 'The appointment is booked.';
});

// An activity of one's own has a URI for a name. This EHR does not know it.
onClick('#growth', async () => {
  await ehr.ui.launchActivity('https://example.org/activities/growth-chart', {});
  return 'The chart shows it.';
});

const followUp = {
  resourceType: 'Bundle' as const,
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Appointment',
        status: 'proposed',
        description: 'Kidney function and bleeding risk',
        requestedPeriod: [{start: '2026-12-07', end: '2026-12-18'}],
      },
    },
  ],
};
