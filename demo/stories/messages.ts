import type {SmartRequestEvent} from '../../components/element/events.js';

// Messages of these examples' own. Both sides know them by their types, as an EHR and an app agree on them beforehand.
declare module '../../components/protocol/catalog.js' {
  interface MessageCatalog {
    /** EHR to app: something on the scratchpad has changed. */
    'drafts.changed': {request: object; response: object};
    /** EHR to app: answer when the clinician is through with the score. */
    'score.complete': {request: object; response: {score: number}};
    /** EHR to app: each sentence is a partial answer, `{text}`. */
    'summary.write': {request: {encounter: {reference: string}}; response: {sentences: number}};
  }
}

declare global {
  interface HTMLElementEventMap {
    'smart-drafts-changed': SmartRequestEvent<'drafts.changed'>;
    'smart-score-complete': SmartRequestEvent<'score.complete'>;
    'smart-summary-write': SmartRequestEvent<'summary.write'>;
  }
}
