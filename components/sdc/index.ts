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
export {SdcRenderer, type SdcRendererOptions} from './renderer.js';
export {SdcHost, type SdcHostSettings} from './host.js';
