import {cdsHooksCard} from './cds-hooks-card.js';
import {crashAndReload} from './crash-and-reload.js';
import {dialogAndSidePane} from './dialog-and-side-pane.js';
import {fhirHttp} from './fhir-http.js';
import {launchAndDone} from './launch-and-done.js';
import {popUp} from './pop-up.js';
import {refusedScopes} from './refused-scopes.js';
import {sharedScratchpad} from './shared-scratchpad.js';
import type {Story} from './story.js';
import {streamingAnswers} from './streaming-answers.js';
import {theming} from './theming.js';

/** Every story, in the order of the sidebar; the groups come in the order of `storyGroups`. */
export const stories: readonly Story[] = [
  launchAndDone,
  sharedScratchpad,
  streamingAnswers,
  fhirHttp,
  cdsHooksCard,
  refusedScopes,
  crashAndReload,
  popUp,
  dialogAndSidePane,
  theming,
];
