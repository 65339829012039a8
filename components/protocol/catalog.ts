import type {ActivityParameters} from './activities.js';
import type {Bundle, CodeableConcept, OperationOutcome, Resource} from './fhir.js';
import type {HandshakePayload} from './messages.js';

/** `success`, or what did not work out. The specification's code system spells the second one `error`: both are read. */
export interface UiResponse {
  status: 'success' | 'failure';
  statusDetail?: CodeableConcept;
}

/** `status` is an HTTP code with its phrase, such as `201 Created`. */
export interface ScratchpadResponse {
  status: string;
  outcome?: OperationOutcome;
}

/**
 * Every message type with its payloads. `request()` infers from it. Types of one's own join by declaration merging:
 *
 * ```ts
 * declare module 'smart-web-messaging-elements' {
 *   interface MessageCatalog {
 *     'lab.openViewer': {request: {accession: string}; response: {opened: boolean}};
 *   }
 * }
 * ```
 */
export interface MessageCatalog {
  'status.handshake': {request: HandshakePayload; response: HandshakePayload};
  'ui.done': {request: object; response: UiResponse};
  'ui.launchActivity': {
    request: {activityType: string; activityParameters: ActivityParameters<string>};
    response: UiResponse;
  };
  /** In CSS pixels, of the app's content. Not in the specification; hosts and renderers of forms have it. */
  'ui.changedHeight': {request: {height: number}; response: UiResponse};
  'scratchpad.create': {request: {resource: Resource}; response: ScratchpadResponse & {location?: string}};
  'scratchpad.read': {
    request: {location?: string};
    response: {resource?: Resource; scratchpad?: Resource[]; outcome?: OperationOutcome};
  };
  'scratchpad.update': {request: {resource: Resource}; response: ScratchpadResponse};
  'scratchpad.delete': {request: {location: string}; response: ScratchpadResponse};
  'fhir.http': {request: {bundle: Bundle}; response: {bundle?: Bundle; outcome?: OperationOutcome}};
}

export type KnownMessageType = keyof MessageCatalog;
export type MessageType = KnownMessageType | (string & {});
export type RequestPayload<T extends string> = T extends KnownMessageType ? MessageCatalog[T]['request'] : object;
export type ResponsePayload<T extends string> = T extends KnownMessageType ? MessageCatalog[T]['response'] : object;

/** Their events have names that no other message type may take. */
export const catalogedTypes: readonly string[] = [
  'status.handshake',
  'ui.done',
  'ui.launchActivity',
  'ui.changedHeight',
  'scratchpad.create',
  'scratchpad.read',
  'scratchpad.update',
  'scratchpad.delete',
  'fhir.http',
  'sdc.configure',
  'sdc.configureContext',
  'sdc.displayQuestionnaire',
  'sdc.displayQuestionnaireResponse',
  'sdc.requestCurrentQuestionnaireResponse',
  'sdc.requestExtract',
  'sdc.requestPrepopulate',
  'sdc.ui.changedQuestionnaireResponse',
  'sdc.ui.changedFocus',
];
