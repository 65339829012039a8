import type {DisconnectReason, MessageReport, Reply, ResponseReport, ServedRequest} from '../channel/types.js';
import type {RequestPayload} from '../protocol/catalog.js';
import type {SmartMessagingError} from '../protocol/errors.js';
import type {HandshakePayload} from '../protocol/messages.js';
import type {ScratchpadChange} from '../scratchpad/scratchpad.js';

export interface RequestDetail<T extends string = string> {
  messageType: T;
  payload: RequestPayload<T>;
  messageId: string;
  /** Where the request came from; one of the origins that were allowed. */
  origin: string;
}

const requestInit: EventInit = {bubbles: true, composed: true, cancelable: true};

/**
 * A request of the other side. `respondWith()` answers it, `preventDefault()` alone refuses it, neither leaves it to the
 * element's built-in behaviour.
 */
export class SmartRequestEvent<T extends string = string> extends Event {
  readonly detail: RequestDetail<T>;
  #reply: {value: Reply} | undefined;

  constructor(name: string, {messageType, payload, messageId, origin}: ServedRequest) {
    super(name, requestInit);
    this.detail = {messageType: messageType as T, payload: payload as RequestPayload<T>, messageId, origin};
  }

  /** What `respondWith()` was given, once it has been called. */
  get reply(): {readonly value: Reply} | undefined {
    return this.#reply;
  }

  /**
   * Answers with a payload, a promise of one, or an async iterable: each value it yields goes out at once as a partial
   * answer (SWM-5), what it returns, or `{}`, as the last.
   *
   * @throws {DOMException} `InvalidStateError` when called twice, or after the event has been dispatched.
   */
  respondWith(value: Reply): void {
    if (this.#reply || this.eventPhase === Event.NONE) {
      throw new DOMException(
        'respondWith() can be called once, while the event is being dispatched. Give it a promise to answer later.',
        'InvalidStateError',
      );
    }
    this.#reply = {value};
  }
}

/** One for all: there are several events with every message. */
const factInit: EventInit = {bubbles: true, composed: true};

/** Something that has happened: bubbles, is composed, cannot be cancelled. */
class SmartFactEvent<D> extends Event {
  readonly detail: D;

  constructor(name: string, detail: D) {
    super(name, factInit);
    this.detail = detail;
  }
}

export class SmartStateChangeEvent<S extends string = string> extends SmartFactEvent<{state: S; previousState: S}> {
  constructor(detail: {state: S; previousState: S}) {
    super('smart-state-change', detail);
  }
}

export class SmartConnectEvent extends SmartFactEvent<{capabilities: HandshakePayload; origin: string}> {
  constructor(detail: {capabilities: HandshakePayload; origin: string}) {
    super('smart-connect', detail);
  }
}

export class SmartDisconnectEvent extends SmartFactEvent<{reason: DisconnectReason}> {
  constructor(detail: {reason: DisconnectReason}) {
    super('smart-disconnect', detail);
  }
}

export class SmartScratchpadChangeEvent extends SmartFactEvent<ScratchpadChange> {
  constructor(detail: ScratchpadChange) {
    super('smart-scratchpad-change', detail);
  }
}

/** The last answer to a request of one's own, refusals too. */
export class SmartResponseEvent extends SmartFactEvent<ResponseReport> {
  constructor(detail: ResponseReport) {
    super('smart-response', detail);
  }
}

export class SmartErrorEvent extends SmartFactEvent<{error: SmartMessagingError}> {
  constructor(error: SmartMessagingError) {
    super('smart-error', {error});
  }
}

/** One message, sent or received, refused ones too. The handle is masked, the payload is patients' data. */
export class SmartMessageEvent extends SmartFactEvent<MessageReport> {
  constructor(detail: MessageReport) {
    super('smart-message', detail);
  }
}

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
