import type {RequestOptions} from '../channel/types.js';
import {requestEventName} from '../element/event-names.js';
import type {SmartMessagingError} from '../protocol/errors.js';
import type {JsonObject} from '../protocol/json.js';
import {HANDSHAKE, type HandshakePayload} from '../protocol/messages.js';
import {ListenerErrors} from '../element/listener-errors.js';
import {refusal} from '../protocol/refusals.js';
import {SdcEvent, type SdcListening} from './events.js';
import type {SdcCatalog} from './messages.js';
import {expectDone, present} from './readers.js';

/** What is answered where there is nothing to say. */
export const done = {status: 'success'};

export const missing = (messageType: keyof SdcCatalog): object =>
  refusal(messageType, 400, 'The payload is incomplete.');

/** What both elements have. */
interface Talking extends HTMLElement {
  handshakePayload: HandshakePayload;
  request(messageType: string, payload: object, options?: RequestOptions): Promise<object>;
}

/** What both sides have in common: they listen to an element of theirs, for a while. */
export abstract class SdcController<Events, E extends Talking> extends (EventTarget as new () => Pick<
  EventTarget,
  'dispatchEvent'
>) {
  declare readonly addEventListener: SdcListening<Events>;
  declare readonly removeEventListener: SdcListening<Events>;
  protected readonly element: E;
  /** Aborted when the listening ends. */
  protected listening: AbortController | undefined;

  constructor(element: E, introduction?: HandshakePayload) {
    super();
    this.element = element;
    element.handshakePayload = {protocolVersion: '1.0', ...element.handshakePayload, ...introduction};
  }

  /** Begins to listen to the element. The constructor does it, too. */
  hostConnected(): void {
    if (this.listening) return;
    this.listening = new AbortController();
    this.begin(this.listening.signal);
  }

  /** Ends the listening; the other side keeps what it has. */
  hostDisconnected(): void {
    this.listening?.abort();
    this.listening = undefined;
  }

  /** The same as `hostDisconnected()`, for pages without Lit. */
  dispose(): void {
    this.hostDisconnected();
  }

  /** The listening begins, until `listening` is aborted. */
  protected abstract begin(listening: AbortSignal): void;

  /** Listens to events of the element itself: those of an element within it bubble, and are about another app. */
  protected on<K extends keyof HTMLElementEventMap>(name: K, listener: (event: HTMLElementEventMap[K]) => void): void {
    const take = (event: HTMLElementEventMap[K]): void => {
      // Not `target`: in front of a shadow tree that names the tree's host.
      if (event.composedPath()[0] === this.element) listener(event);
    };
    this.element.addEventListener(name, take, {signal: this.listening?.signal});
  }

  /** Answers a request that no listener of the page answers or refuses, whether added before or later, or throws at. */
  protected serve(messageType: keyof SdcCatalog, answer: (payload: JsonObject) => object): void {
    this.on(requestEventName(messageType) as 'smart-request', (event) => {
      event.fallback = () => answer(event.detail.payload as JsonObject);
    });
  }

  /** Asks the other side; what `read` makes of the answer, or throws. */
  protected async request<Answer extends object = object>(
    messageType: string,
    payload: object,
    options?: RequestOptions,
    read: (answer: object, messageType: string) => Answer = expectDone<Answer>,
  ): Promise<Answer> {
    return read(await this.element.request(messageType, payload, options), messageType);
  }

  /** Tells the other side; what came of it, if it is not what was to be. */
  protected attempt(messageType: string, payload: object): Promise<SmartMessagingError | undefined> {
    // The answer to a handshake may be empty: the element has read it.
    const read = messageType === HANDSHAKE ? (answer: object) => answer : undefined;
    return this.request(messageType, payload, undefined, read).then(
      () => undefined,
      (error: unknown) => error as SmartMessagingError,
    );
  }

  /** What is `undefined` is left out. Returns whether no listener threw. */
  protected tell(type: string, detail: object): boolean {
    const errors = new ListenerErrors();
    errors.watch();
    const thrown = errors.dispatch(this, new SdcEvent(type, present(detail)));
    errors.unwatch();
    return !thrown;
  }
}
