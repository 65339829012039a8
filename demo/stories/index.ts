import {cdsHooksCard} from './cds-hooks-card.js';
import {crashAndReload} from './crash-and-reload.js';
import {dialogAndSidePane} from './dialog-and-side-pane.js';
import {fhirHttp} from './fhir-http.js';
import {handWrittenHost} from './hand-written-host.js';
import {launchActivity} from './launch-activity.js';
import {launchAndDone} from './launch-and-done.js';
import {lhcForms} from './lhc-forms.js';
import {neverAnswers} from './never-answers.js';
import {popUp} from './pop-up.js';
import {publishedClient} from './published-client.js';
import {refusedScopes} from './refused-scopes.js';
import {severalFrames} from './several-frames.js';
import {sharedScratchpad} from './shared-scratchpad.js';
import {slowApp} from './slow-app.js';
import type {Story} from './story.js';
import {streamingAnswers} from './streaming-answers.js';
import {theming} from './theming.js';

/** Every story, in the order of the sidebar; the groups come in the order of `storyGroups`. */
export const stories: readonly Story[] = [
  launchAndDone,
  launchActivity,
  sharedScratchpad,
  streamingAnswers,
  fhirHttp,
  cdsHooksCard,
  lhcForms,
  publishedClient,
  handWrittenHost,
  refusedScopes,
  slowApp,
  neverAnswers,
  crashAndReload,
  severalFrames,
  popUp,
  dialogAndSidePane,
  theming,
];

/** A page of its own that the gallery leads to. */
export interface ChartPage {
  id: string;
  title: string;
  summary: string;
  href: string;
}

export const pages: readonly ChartPage[] = [
  {
    id: 'chart',
    title: 'A whole chart',
    summary:
      'A patient’s chart with a dose-adjustment app beside it: it reads the record, proposes an order, and the clinician signs.',
    href: '/demo/ehr/',
  },
];
