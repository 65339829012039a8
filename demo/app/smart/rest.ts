import type {FhirResource} from 'fhir/r4.js';
import {outcomeText, type Answer, type Way} from '../chart-access.js';
import type {SmartClient} from './fhirclient.js';

/** The FHIR server itself, with the access token. */
export const byRest = (client: SmartClient): Way => ({
  name: 'directly from the FHIR server (REST with the access token)',
  read: (urls) =>
    Promise.all(urls.map((url) => client.request(url).catch((error: unknown): Answer => new Error(textOf(error))))),
});

/** Of a refusal fhirclient tells status, address, and the OperationOutcome as JSON; a person needs what the server says. */
function textOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  try {
    return outcomeText(JSON.parse(message.slice(message.indexOf('{'))) as FhirResource) ?? line;
  } catch {
    return line;
  }
}
