import {html} from 'lit';
import {run} from './hand-written-host.ehr.js';
import type {Story} from './story.js';

export const handWrittenHost: Story = {
  id: 'hand-written-host',
  title: 'A host written by hand',
  group: 'Exchange data',
  summary:
    'The chart has nothing of this kit: an iframe and postMessage, by the text of the SDC profile. The renderer in it is built with the kit, and answers any such host.',
  steps: [
    'Answer some questions: the chart shows the answers, and each message as it is posted.',
    'Press Extract observations: the temperature comes back as a resource.',
    'Press Show an earlier response: the renderer takes it over.',
  ],
  markup: (app) => html`
    <div class="actions">
      <button id="extract">Extract observations</button>
      <button id="earlier">Show an earlier response</button>
    </div>
    <div id="place" data-src=${app('form-renderer')}></div>
    <div class="side-by-side">
      <section class="card" aria-labelledby="answers-title">
        <h2 id="answers-title">Answers so far</h2>
        <ul id="answers"></ul>
      </section>
      <section class="card" aria-labelledby="posted-title">
        <h2 id="posted-title">Posted</h2>
        <ol id="posted" reversed tabindex="0" aria-labelledby="posted-title"></ol>
      </section>
    </div>
    <p class="outcome" role="status"></p>
  `,
  script: run,
  apps: ['form-renderer'],
  controls: {element: '#place', live: []},
};
