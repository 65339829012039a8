import {html} from 'lit';
import {run} from './slow-app.ehr.js';
import type {Story} from './story.js';

export const slowApp: Story = {
  id: 'slow-app',
  title: 'Slow app',
  group: 'When things go wrong',
  summary:
    'The app’s server takes two seconds, and the app four more before it speaks. The frame says what it waits for, and never covers an app that can be used already.',
  steps: [
    'Start again and watch: loading covers the frame, connecting stands beside the app.',
    'Type into the app while it connects.',
    'Set connect-timeout to 3000 and start again: the frame says that the app has not answered, and takes it back when it does.',
  ],
  markup: (app) => html`
    <h2>How long it took</h2>
    <ol id="states"></ol>
    <smart-app-frame
      src=${app('slow-app', {delay: 2000, quiet: 4000})}
      launch-mode="query"
      label="Trial finder"
    ></smart-app-frame>
  `,
  script: run,
  apps: ['slow-app'],
  controls: {element: 'smart-app-frame', live: ['connect-timeout', 'label', 'loading']},
};
