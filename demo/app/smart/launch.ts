import {oauth2} from './fhirclient.js';

const scopes = [
  'launch',
  'patient/Patient.rs',
  'patient/Observation.rs',
  'patient/MedicationRequest.rs',
  'patient/Condition.rs',
  'messaging/ui',
  'messaging/scratchpad',
  'messaging/fhir',
  'online_access',
];

try {
  await oauth2.authorize({
    clientId: 'dose-adjustment',
    scope: scopes.join(' '),
    redirectUri: 'index.html',
    pkceMode: 'required',
    completeInTarget: true,
  });
} catch (error) {
  document.querySelector('#launching')?.remove();
  const problem = document.querySelector('#problem');
  if (problem) problem.textContent = `The app could not be launched: ${error instanceof Error ? error.message : ''}`;
}
