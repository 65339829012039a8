export * from './events.js';
export type * from './messages.js';
export {
  isQuestionnaire,
  isQuestionnaireResponse,
  mergeContext,
  readExtraction,
  readForm,
  type SdcExtraction,
} from './readers.js';
export {SdcRenderer} from './renderer.js';
export type {SdcRendererOptions} from './renderer-options.js';
export {SdcHost, type SdcHostSettings} from './host.js';
