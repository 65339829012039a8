import {html} from 'lit';
import type {Story} from './story.js';

export const neverAnswers: Story = {
  id: 'never-answers',
  title: 'App that never answers',
  group: 'When things go wrong',
  summary:
    'Many apps do not speak SMART Web Messaging, and some that do are broken. After connect-timeout the frame says so in words, leaves the app usable, and offers to try again.',
  steps: [
    'Wait three seconds for the notice: the app below it still works.',
    'Press Try again: the app is launched afresh.',
    'Tick the box in the app first, and the next try succeeds.',
  ],
  markup: (app) => html`
    <h2>Ward</h2>
    <p>This page has no script: the notice and its button are the element’s own.</p>
    <smart-app-frame
      src=${app('never-answers')}
      launch-mode="query"
      connect-timeout="3000"
      label="Bed planner"
    ></smart-app-frame>
  `,
  apps: ['never-answers'],
  controls: {element: 'smart-app-frame', live: ['connect-timeout', 'label']},
};
