import type {Observation} from 'fhir/r4.js';
import {startApp} from '../shared/app.js';

const {ehr, onClick} = startApp();

onClick('#draft', async () => {
  const choice = document.querySelector<HTMLInputElement>('input:checked');
  const text = choice?.labels?.[0]?.textContent.trim() ?? '';
  const reading: Observation = {
    resourceType: 'Observation',
    status: 'preliminary',
    code: {coding: [{system: 'http://loinc.org', code: '8601-7', display: 'EKG impression'}]},
    subject: {reference: 'Patient/example'},
    effectiveDateTime: new Date().toISOString(),
    valueCodeableConcept: {coding: [{system: 'http://snomed.info/sct', code: choice?.value ?? ''}], text},
  };
  await ehr.scratchpad.create(reading);
  return `The chart has the draft: ${text}.`;
});
