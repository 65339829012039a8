import type {Bundle, OperationOutcome} from 'fhir/r4.js';
import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root}) => {
  const frame = find(root, 'smart-app-frame');
  const count = find(root, 'output');

  // Where `fetch` as it is would do, leave this out. Here is the place for a token, for a log of what apps ask, and for
  // rules of the EHR's own, such as: apps read, and clinicians sign.
  frame.fhirFetch = async (input, init) => {
    const {entry = []} = JSON.parse(init?.body as string) as Bundle;
    if (entry.some(({request}) => request?.method !== 'GET')) return Response.json(readOnly, {status: 403});
    count.value = String(Number(count.value) + 1);
    const headers = new Headers(init?.headers);
    headers.set('x-request-id', crypto.randomUUID());
    return fetch(input, {...init, headers});
  };
};

const readOnly: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'forbidden',
      details: {text: 'Apps can only read here. Put a draft order on the scratchpad, for the clinician to sign.'},
    },
  ],
};
