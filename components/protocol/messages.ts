import type {Coding, Extension} from './fhir.js';
import {isRecord} from './json.js';

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

/**
 * In an app's handshake: it can go over to a MessagePort. In the answer of an EHR that has it too: the port comes with
 * this message. Whoever does not know it stays on `window.postMessage`.
 */
export const PORT_EXTENSION = 'urn:smart-web-messaging-elements:message-port';

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

/** The value of an extension of a handshake, whatever it is. */
export function extensionValue({extension}: HandshakePayload, url: string, key: string): unknown {
  if (!Array.isArray(extension)) return undefined;
  // By the values: find() on the array itself visits every hole of a sparse one.
  return Object.values(extension as unknown[])
    .filter(isRecord)
    .find((element) => element['url'] === url)?.[key];
}
