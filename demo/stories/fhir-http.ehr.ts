import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root}) => {
  const frame = find(root, 'smart-app-frame');
  const count = find(root, 'output');

  // Where `fetch` as it is would do, leave this out. Here is the place for a token, or for a log of what apps ask.
  frame.fhirFetch = (input, init) => {
    count.value = String(Number(count.value) + 1);
    const headers = new Headers(init?.headers);
    headers.set('x-request-id', crypto.randomUUID());
    return fetch(input, {...init, headers});
  };
};
