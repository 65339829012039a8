import type {SmartRequestEvent} from '../element/events.js';
import type {JsonObject} from '../protocol/json.js';
import {refusal} from '../protocol/refusals.js';
import {SdcEvent, type SdcListening} from './events.js';

/** What is answered where there is nothing to say. */
export const done = {status: 'success'};

export const missing = refusal('sdc.', 400, 'The payload is incomplete.');

type Names = keyof HTMLElementEventMap;

/** What both sides have in common: they listen to an element of theirs, for a while. */
export abstract class SdcController<Events> extends (EventTarget as new () => Pick<EventTarget, 'dispatchEvent'>) {
  declare readonly addEventListener: SdcListening<Events>;
  declare readonly removeEventListener: SdcListening<Events>;
  #listening: AbortController | undefined;

  /** Aborted when the listening ends. */
  protected get signal(): AbortSignal {
    return this.#listening?.signal ?? AbortSignal.abort();
  }

  /** Begins to listen to the element. The constructor does it, too. */
  hostConnected(): void {
    if (this.#listening) return;
    this.#listening = new AbortController();
    this.begin();
  }

  /** Ends the listening; the other side keeps what it has. */
  hostDisconnected(): void {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  /** The same as `hostDisconnected()`, for pages without Lit. */
  dispose(): void {
    this.hostDisconnected();
  }

  protected abstract begin(): void;

  protected on<K extends Names>(
    element: HTMLElement,
    name: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void {
    element.addEventListener(name, listener, {signal: this.signal});
  }

  /** Answers what the page has not answered or refused itself. */
  protected serve(element: HTMLElement, name: Names, answer: (payload: JsonObject) => object): void {
    this.on(element, name, (event) => {
      const request = event as SmartRequestEvent;
      if (!request.reply && !request.defaultPrevented)
        request.respondWith(answer(request.detail.payload as JsonObject));
    });
  }

  protected tell(type: string, detail: object): void {
    this.dispatchEvent(new SdcEvent(type, detail));
  }
}
