import type {DisconnectReason, MessageReport, Reply, ResponseReport, ServedRequest} from '../channel/types.js';
import type {RequestPayload} from '../protocol/catalog.js';
import type {SmartMessagingError} from '../protocol/errors.js';
import {isText} from '../protocol/json.js';
import type {HandshakePayload} from '../protocol/messages.js';
import {refusal} from '../protocol/refusals.js';
import type {ScratchpadChange} from '../scratchpad/scratchpad.js';

export interface RequestDetail<T extends string = string> {
  messageType: T;
  payload: RequestPayload<T>;
  messageId: string;
  /** Where the request came from; one of the origins that were allowed. */
  origin: string;
}

const eventInit: EventInit = {bubbles: true, composed: true};

/**
 * A request of the other side. `respondWith()` answers it, `refuse()` refuses it, neither leaves it to the element's
 * built-in behaviour. It is not cancelable: Angular and jQuery call `preventDefault()` for a handler whose value is `false`.
 */
export class SmartRequestEvent<T extends string = string> extends Event {
  readonly detail: RequestDetail<T>;
  /** Answers if no listener did, and none threw. `SdcHost` and `SdcRenderer` set it: the order of listeners does not matter. */
  fallback: (() => Reply) | undefined;
  #reply: {value: Reply} | undefined;

  constructor(name: string, {messageType, payload, messageId, origin}: ServedRequest) {
    super(name, eventInit);
    this.detail = {messageType: messageType as T, payload: payload as RequestPayload<T>, messageId, origin};
  }

  /** The answer, once `respondWith()` or `refuse()` has been called. */
  get reply(): {readonly value: Reply} | undefined {
    return this.#reply;
  }

  /**
   * Answers with a payload, a promise of one, or an async iterable: each value it yields goes out at once as a partial
   * answer (SWM-5), what it returns, or `{}`, as the last.
   *
   * @throws {DOMException} `InvalidStateError` when the request is answered or refused already, or after the dispatch.
   */
  respondWith(value: Reply): void {
    if (this.#reply || this.eventPhase === Event.NONE) {
      throw new DOMException(
        'Answer once, while the event is dispatched. To answer later, give respondWith() a promise.',
        'InvalidStateError',
      );
    }
    this.#reply = {value};
  }

  /**
   * Refuses the request: the app is answered in the form of its message type, with the code `forbidden` (protocol section 6).
   *
   * @param reason - For the people who use the app. Default: the message type and that it was refused.
   * @throws {DOMException} `InvalidStateError`, as `respondWith()`.
   */
  refuse(reason?: string): void {
    const {messageType} = this.detail;
    this.respondWith(refusal(messageType, 403, isText(reason) ? reason : `${messageType} was refused.`));
  }
}

/** Something that has happened: bubbles and is composed. */
const fact = <D>(name: string, init = eventInit): new (detail: D) => Event & {readonly detail: D} =>
  class extends Event {
    readonly detail: D;

    constructor(detail: D) {
      super(name, init);
      this.detail = detail;
    }
  };

interface StateChange<S extends string = string> {
  state: S;
  previousState: S;
}

export class SmartStateChangeEvent<S extends string = string> extends fact<StateChange>('smart-state-change') {
  declare readonly detail: StateChange<S>;
}

export class SmartConnectEvent extends fact<{
  /** What the peer's handshake said; empty where it made none. */
  peerHandshake: HandshakePayload;
  /** Its member of that name. */
  capabilities: object | undefined;
  origin: string;
}>('smart-connect') {}

export class SmartDisconnectEvent extends fact<{reason: DisconnectReason}>('smart-disconnect') {}

export class SmartScratchpadChangeEvent extends fact<ScratchpadChange>('smart-scratchpad-change') {}

/** The last answer to a request of one's own, refusals too. */
export class SmartResponseEvent extends fact<ResponseReport>('smart-response') {}

export class SmartErrorEvent extends fact<{error: SmartMessagingError}>('smart-error') {
  constructor(error: SmartMessagingError) {
    super({error});
  }
}

/** One message, sent or received, refused ones too, while somebody observes. The handle is masked, the payload is patients' data. */
export class SmartMessageEvent extends fact<MessageReport>('smart-message', {composed: true}) {}

declare global {
  interface HTMLElementEventMap {
    'smart-request': SmartRequestEvent;
    'smart-ui-done': SmartRequestEvent<'ui.done'>;
    'smart-ui-launch-activity': SmartRequestEvent<'ui.launchActivity'>;
    'smart-ui-changed-height': SmartRequestEvent<'ui.changedHeight'>;
    'smart-scratchpad-create': SmartRequestEvent<'scratchpad.create'>;
    'smart-scratchpad-read': SmartRequestEvent<'scratchpad.read'>;
    'smart-scratchpad-update': SmartRequestEvent<'scratchpad.update'>;
    'smart-scratchpad-delete': SmartRequestEvent<'scratchpad.delete'>;
    'smart-fhir-http': SmartRequestEvent<'fhir.http'>;
    'smart-state-change': SmartStateChangeEvent;
    'smart-connect': SmartConnectEvent;
    'smart-disconnect': SmartDisconnectEvent;
    'smart-scratchpad-change': SmartScratchpadChangeEvent;
    'smart-response': SmartResponseEvent;
    'smart-error': SmartErrorEvent;
    'smart-message': SmartMessageEvent;
  }
}
