import {requestEventName} from '../../components/element/event-names.js';
import {SmartRequestEvent} from '../../components/element/events.js';
import {SmartMessagingError} from '../../components/protocol/index.js';

const limit = 200;

export interface EventEntry {
  number: number;
  time: Date;
  name: string;
  /** Of the element that dispatched it. */
  source: string;
  /** What the event says, in a few words. */
  gist: string;
  detail: unknown;
  /** Of a request: what the page did with it. */
  handling: string;
}

/** Every `smart-*` event below a place in the page, newest first. */
export class EventLog {
  entries: readonly EventEntry[] = [];
  #count = 0;
  readonly #place: HTMLElement;
  readonly #changed: () => void;
  readonly #names = new Set<string>();

  constructor(place: HTMLElement, names: Iterable<string>, changed: () => void) {
    this.#place = place;
    this.#changed = changed;
    for (const name of names) this.#listen(name);
  }

  clear(): void {
    this.entries = [];
    this.#changed();
  }

  // Capturing: a story that stops an event on its way up is not to hide it.
  #listen(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#place.addEventListener(name, (event) => this.#add(event as SmartEvent), {capture: true});
  }

  #add(event: SmartEvent): void {
    // Events of types that nobody has listed announce themselves: `smart-request` comes before each.
    if (isRequest(event)) {
      const own = requestEventName(event.detail.messageType);
      if (own) this.#listen(own);
    }
    const entry: EventEntry = {
      number: ++this.#count,
      time: new Date(),
      name: event.type,
      source: nameOf(event.target as Element),
      gist: gistOf(event.detail as Record<string, unknown>),
      detail: event.detail,
      handling: '',
    };
    this.entries = [entry, ...this.entries].slice(0, limit);
    this.#changed();
    if (isRequest(event)) queueMicrotask(() => this.#handled(entry, event));
  }

  #handled(entry: EventEntry, event: SmartRequestEvent): void {
    entry.handling = event.reply ? 'answered by the page' : 'left to the built-in behaviour';
    this.#changed();
  }
}

type SmartEvent = Event & {detail: unknown};

const isRequest = (event: Event): event is SmartRequestEvent => event instanceof SmartRequestEvent;

const nameOf = (element: Element): string =>
  element.id ? `#${element.id}` : (element.getAttribute('label') ?? element.localName);

function gistOf(detail: Record<string, unknown>): string {
  const {state, previousState, messageType, origin, reason, action, location, error, direction, outcome} = detail;
  if (error instanceof SmartMessagingError) return `${error.code}: ${error.message}`;
  const words = (...parts: unknown[]) => parts.filter((part) => typeof part === 'string');
  if (direction !== undefined)
    return words(direction === 'in' ? 'from the app' : 'to the app', outcome, reason).join(' · ');
  if (state !== undefined) return words(previousState, state).join(' → ');
  return words(messageType, action, location, reason, messageType ? undefined : origin).join(' · ');
}

/** As JSON, errors too. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof Error ? readable(part) : part), 2);

const readable = (error: Error): object => Object.assign({name: error.name, message: error.message}, error);
