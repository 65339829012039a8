import '../../stories/messages.js';
import {startApp} from '../shared/app.js';
import {sentences} from './sentences.js';

const {ehr, say} = startApp();
const fail = document.querySelector<HTMLInputElement>('#fail');

ehr.addEventListener('smart-summary-write', (event) => event.respondWith(write()));

/** Each value goes to the EHR at once, what is returned comes last. */
async function* write(): AsyncGenerator<{text: string}, {sentences: number}> {
  for (const [index, text] of sentences.entries()) {
    if (index === 2 && fail?.checked) throw new Error('The text service is down.');
    say(`Writing sentence ${index + 1} of ${sentences.length}.`);
    await new Promise((resolve) => setTimeout(resolve, 600));
    yield {text};
  }
  say('The summary is written.');
  return {sentences: sentences.length};
}
