import type {MessageReport} from '../channel/types.js';
import {observeMessages} from '../element/message-observers.js';
import type {SmartMessagingError} from '../protocol/errors.js';
import type {Side, Source} from '../transcript/exchange.js';
import type {Recording} from '../transcript/recording.js';

type Accepts = (event: Event) => boolean;

/** Takes what elements tell of their messages into a recording. */
export class MessageEvents {
  readonly #recording: Recording;
  readonly #accepts: Accepts;
  readonly #onRecorded: () => void;
  readonly #sources = new WeakMap<EventTarget, Source>();
  #listening: AbortController | undefined;

  constructor(recording: Recording, accepts: Accepts, onRecorded: () => void) {
    this.#recording = recording;
    this.#accepts = accepts;
    this.#onRecorded = onRecorded;
  }

  listen(target: EventTarget): void {
    this.stop();
    this.#listening = new AbortController();
    const {signal} = this.#listening;
    const recording = this.#recording;
    const on = <D>(name: string, take: (source: Source, detail: D) => void): void =>
      target.addEventListener(name, (event) => this.#take(event, take), {signal});
    observeMessages(
      target,
      (event) => this.#take<MessageReport>(event, (source, report) => recording.add(source, report)),
      signal,
    );
    on('smart-disconnect', (source) => recording.disconnect(source));
    on<{error: SmartMessagingError}>('smart-error', (source, {error: {messageId, code}}) => {
      if (messageId !== undefined) recording.fail(source, messageId, code);
    });
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  #take<D>(event: Event, take: (source: Source, detail: D) => void): void {
    const [element] = event.composedPath(); // a shadow tree may be around it
    if (!element || !this.#accepts(event)) return;
    take(this.#sourceOf(element), (event as Event & {detail: D}).detail);
    this.#onRecorded();
  }

  /** Known by a number from then on: the element itself may go. */
  #sourceOf(element: EventTarget): Source {
    const known = this.#sources.get(element);
    if (known) return known;
    const source = this.#recording.newSource(sideOf(element), labelOf(element));
    this.#sources.set(element, source);
    return source;
  }
}

/** By what it has: it may have another tag, or come from another copy of the kit. */
const sideOf = (element: object): Side => ('messagingOrigin' in element ? 'app' : 'ehr');

function labelOf(element: object): string {
  const {label, id, localName} = element as Partial<Record<'label' | 'id' | 'localName', unknown>>;
  return [label, id, localName].find((text) => typeof text === 'string' && text !== '')?.toString() ?? '';
}
