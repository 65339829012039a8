import type {SmartMessageEvent} from './events.js';

/** Of the page, whichever copy of the kit they come with. */
const key = Symbol.for('smart-web-messaging-elements.message-observers');
const page = globalThis as {[key]?: number};

/** Somebody observes the messages of all elements of the page. */
export const isPageObserved = (): boolean => (page[key] ?? 0) > 0;

/**
 * Observes the messages of an element, or of all in a document or part of it, those that come later, too, until `signal` is
 * aborted. Elements emit `smart-message`, which does not bubble, only while somebody observes them: this way, or by a
 * listener of their own.
 */
export function observeMessages(
  target: EventTarget,
  listener: (event: SmartMessageEvent) => void,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  page[key] = (page[key] ?? 0) + 1;
  signal.addEventListener('abort', () => (page[key] = (page[key] ?? 1) - 1), {once: true});
  // On its way down, for it does not come up again.
  target.addEventListener('smart-message', listener as (event: Event) => void, {capture: true, signal});
}
