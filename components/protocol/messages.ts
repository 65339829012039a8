import type {Coding, Extension} from './fhir.js';

/** SWM-1. `payload` may be missing in what others send; it then reads as `{}`. */
export interface RequestMessage {
  messagingHandle: string;
  messageId: string;
  messageType: string;
  payload: object;
}

/** SWM-4, SWM-5. */
export interface ResponseMessage {
  messageId: string;
  responseToMessageId: string;
  additionalResponsesExpected?: boolean;
  payload: object;
}

export type Message = RequestMessage | ResponseMessage;

export const HANDSHAKE = 'status.handshake';

/** Tells app documents apart that follow each other in one window; sent by this kit's app side. */
export const DOCUMENT_EXTENSION = 'urn:smart-web-messaging-elements:document';

/** Present while that document's `load` event is still to come. */
export const LOADING_EXTENSION = 'urn:smart-web-messaging-elements:loading';

/** Asked and answered alike. Everything is optional: the base protocol sends `{}` (SWM-10, SWM-11, SWM-13). */
export interface HandshakePayload {
  application?: {name?: string; version?: string; publisher?: string};
  capabilities?: object;
  protocolVersion?: string;
  fhirVersion?: string;
  extension?: Extension[];
  /** A refusal, in an answer only. */
  error?: Coding;
}
