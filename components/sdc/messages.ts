import type {SmartRequestEvent} from '../element/events.js';
import type {Bundle, CodeableConcept, OperationOutcome, Resource} from '../protocol/fhir.js';

/** Structural on purpose, as all FHIR shapes of this kit: resources typed by `@types/fhir` or by hand fit. */
export interface QuestionnaireShape extends Resource {
  resourceType: 'Questionnaire';
  url?: string;
}

export interface QuestionnaireResponseShape extends Resource {
  resourceType: 'QuestionnaireResponse';
  /** Canonical of its Questionnaire, perhaps with `|version`. */
  questionnaire?: string;
}

/** With whatever else it has, where it is written down as it is assigned. */
export type Questionnaire = QuestionnaireShape | (QuestionnaireShape & Record<string, unknown>);
export type QuestionnaireResponse = QuestionnaireResponseShape | (QuestionnaireResponseShape & Record<string, unknown>);

export interface Reference {
  reference?: string;
  type?: string;
  identifier?: object;
  display?: string;
}

/** A resource for population, under the name that the Questionnaire's launchContext gives it, such as `patient`. */
export interface LaunchContextItem {
  name: string;
  contentReference?: Reference;
  contentResource?: Resource;
}

/** For whom, by whom and at which occasion a form is filled in. */
export interface SdcContext {
  subject?: Reference;
  author?: Reference;
  encounter?: Reference;
  launchContext?: LaunchContextItem[];
}

/** Servers that a renderer may use, and what a particular renderer wants to know besides. */
export interface SdcConfiguration {
  /** Base URL of a FHIR terminology server. */
  terminologyServer?: string;
  /** Base URL of a FHIR server. */
  dataServer?: string;
  /** Whatever that renderer understands. */
  configuration?: object;
}

/** What a renderer says in its handshake that it can do; others are allowed. */
export interface SdcCapabilities {
  extraction?: boolean;
  focusChangeNotifications?: boolean;
}

export interface SdcResponse {
  status: 'success' | 'error';
  outcome?: OperationOutcome;
}

export interface SdcUiResponse {
  status: 'success' | 'error';
  statusDetail?: CodeableConcept;
}

/** `extractedResources` is an array; some send a Bundle. */
export interface SdcExtractResponse {
  outcome?: OperationOutcome;
  extractedResources?: Resource[] | Bundle;
}

/** A form: what is asked, and what has been answered so far. A host may give `Q` as `Questionnaire | string`: a canonical URL. */
export interface SdcForm<Q = Questionnaire> {
  questionnaire?: Q;
  questionnaireResponse?: QuestionnaireResponse;
}

/** Which answers have changed; both may be left out. */
export interface SdcChange {
  changedLinkIds?: string[];
  /** FHIRPath expressions. */
  changedPaths?: string[];
}

/** The messages of the SDC profile (protocol section 8), scope `messaging/sdc`. */
export interface SdcCatalog {
  'sdc.configure': {request: SdcConfiguration; response: SdcResponse};
  'sdc.configureContext': {request: {context?: SdcContext}; response: SdcResponse};
  'sdc.displayQuestionnaire': {
    request: SdcForm<Questionnaire | string> & {questionnaire: Questionnaire | string; context?: SdcContext};
    response: SdcResponse;
  };
  'sdc.displayQuestionnaireResponse': {
    request: SdcForm<Questionnaire | string> & {questionnaireResponse: QuestionnaireResponse};
    response: SdcResponse;
  };
  'sdc.requestCurrentQuestionnaireResponse': {
    request: object;
    response: {questionnaireResponse?: QuestionnaireResponse; outcome?: OperationOutcome};
  };
  'sdc.requestExtract': {request: SdcForm; response: SdcExtractResponse};
  /** Not in the profile; hosts and renderers in use have it. */
  'sdc.requestPrepopulate': {request: object; response: SdcResponse};
  'sdc.ui.changedQuestionnaireResponse': {
    request: SdcChange & {questionnaireResponse: QuestionnaireResponse};
    response: SdcUiResponse;
  };
  'sdc.ui.changedFocus': {request: {linkId: string; focus_field?: string}; response: SdcUiResponse};
}

declare module '../protocol/catalog.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface MessageCatalog extends SdcCatalog {}
}

declare global {
  interface HTMLElementEventMap {
    'smart-sdc-configure': SmartRequestEvent<'sdc.configure'>;
    'smart-sdc-configure-context': SmartRequestEvent<'sdc.configureContext'>;
    'smart-sdc-display-questionnaire': SmartRequestEvent<'sdc.displayQuestionnaire'>;
    'smart-sdc-display-questionnaire-response': SmartRequestEvent<'sdc.displayQuestionnaireResponse'>;
    'smart-sdc-request-current-questionnaire-response': SmartRequestEvent<'sdc.requestCurrentQuestionnaireResponse'>;
    'smart-sdc-request-extract': SmartRequestEvent<'sdc.requestExtract'>;
    'smart-sdc-request-prepopulate': SmartRequestEvent<'sdc.requestPrepopulate'>;
    'smart-sdc-ui-changed-questionnaire-response': SmartRequestEvent<'sdc.ui.changedQuestionnaireResponse'>;
    'smart-sdc-ui-changed-focus': SmartRequestEvent<'sdc.ui.changedFocus'>;
  }
}
