import {html} from 'lit';
import {run} from './theming.ehr.js';
import type {Story} from './story.js';

export const theming: Story = {
  id: 'theming',
  title: 'Theming with CSS parts',
  group: 'Ways to embed',
  summary:
    'Everything that the element shows of its own can look like your clinic: the frame and both notices are CSS parts, each state is a CSS state, and four slots take your words. The app inside stays as its maker designed it.',
  steps: [
    'Choose another brand, and how the app behaves, and compare the notices.',
    'Let the app send too many messages: the element pauses it, in your words, until you resume.',
    'Read theming.css in the Markup tab, under EHR style: it is all there is to it.',
  ],
  markup: (app) => html`
    <link rel="stylesheet" href="/demo/stories/theming.css" />
    <fieldset class="choices">
      <legend>Brand</legend>
      <label class="choice"><input type="radio" name="brand" value="harbour" checked /> Harbour Children’s</label>
      <label class="choice"><input type="radio" name="brand" value="night-ward" /> Night ward, always dark</label>
      <label class="choice"><input type="radio" name="brand" value="" /> None</label>
    </fieldset>
    <fieldset class="choices">
      <legend>The app</legend>
      <label class="choice"><input type="radio" name="behaviour" value="answers" checked /> answers</label>
      <label class="choice"><input type="radio" name="behaviour" value="slow" /> takes five seconds to load</label>
      <label class="choice"><input type="radio" name="behaviour" value="silent" /> never answers</label>
    </fieldset>
    <div class="clinic harbour">
      <smart-app-frame src=${app('theming')} launch-mode="query" connect-timeout="6000" label="Vaccination planner">
        <span slot="loading">One moment, the planner is on its way.</span>
        <span slot="error">The planner cannot be heard. The help desk is at extension 4357.</span>
        <span slot="retry">Ask it again</span>
        <span slot="resume">Listen again</span>
      </smart-app-frame>
    </div>
    <p>All of the brands: <a href="/demo/stories/theming.css" target="_blank">theming.css</a></p>
  `,
  script: run,
  apps: ['theming'],
  controls: {element: 'smart-app-frame', live: ['label', 'connect-timeout', 'loading']},
};
