import type {Observation} from 'fhir/r4.js';
import {explain, startApp} from '../shared/app.js';

const {ehr, say, onClick} = startApp();
const site = document.querySelector('select');
const score = document.querySelector<HTMLInputElement>('#score');
const output = document.querySelector('output');

score?.addEventListener('input', () => {
  if (output) output.value = score.value;
});

onClick('#save', async () => {
  const where = site?.selectedOptions[0];
  const observation: Observation = {
    resourceType: 'Observation',
    status: 'preliminary',
    code: {coding: [{system: 'http://loinc.org', code: '72514-3'}], text: 'Pain severity, 0 to 10'},
    subject: {reference: 'Patient/example'},
    effectiveDateTime: new Date().toISOString(),
    bodySite: {coding: [{system: 'http://snomed.info/sct', code: where?.value ?? ''}], text: where?.text ?? ''},
    valueInteger: Number(score?.value),
  };
  await ehr.scratchpad.create(observation);
  return 'The score is in the chart, not signed yet.';
});

// A key pressed in the app never reaches the EHR: what closes a dialog there has to be asked for here.
document.addEventListener('keydown', ({key}) => {
  if (key === 'Escape') ehr.ui.done().catch((error: unknown) => say(explain(error)));
});
