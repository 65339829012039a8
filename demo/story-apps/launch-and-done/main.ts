import {explain, startApp} from '../shared/app.js';

const {ehr, say} = startApp();

// The button needs no script; only what the app says when the EHR refuses does.
ehr.addEventListener('smart-response', ({detail}) => {
  const {status, statusDetail} = detail.payload as {status?: string; statusDetail?: {text?: string}};
  if (status !== 'success') say(`The EHR refused: ${statusDetail?.text ?? 'it gave no reason.'}`);
});
ehr.addEventListener('smart-error', ({detail}) => say(explain(detail.error)));
