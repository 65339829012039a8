import {Details} from './details.js';
import {element, setText} from './dom.js';
import type {Exchange} from '../transcript/exchange.js';
import {messageTypes, Search, type Filter} from './filter.js';
import {MessageList} from './message-list.js';
import type {Recording} from '../transcript/recording.js';
import {count, type Texts} from './texts.js';
import {Toolbar, type ToolbarActions} from './toolbar.js';

/** Milliseconds of a frame that may go into looking for a text. */
const searchTime = 6;

/** Milliseconds after which somebody has typed what is looked for, and may be told what was found. */
const typingPause = 600;

export interface ViewState {
  isPaused: boolean;
  isRedacting: boolean;
}

export interface ViewActions extends Omit<ToolbarActions, 'onFilter'> {
  /** There is something to `render()`. */
  onChange: () => void;
}

/** What a person sees of a recording. */
export class InspectorView {
  readonly #recording: Recording;
  readonly #actions: ViewActions;
  readonly #texts: Texts;
  readonly #search = new Search();
  readonly #toolbar: Toolbar;
  readonly #list: MessageList;
  readonly #details: Details;
  readonly #status = element('div', {part: 'status', role: 'status'});
  readonly #emptySlot: HTMLSlotElement;
  readonly #empty = element('div', {part: 'empty'});
  #countDue: ReturnType<typeof setTimeout> | undefined;
  #count = '';
  readonly #panes = element('div', {class: 'panes'});

  constructor(root: DocumentFragment, recording: Recording, texts: Texts, actions: ViewActions) {
    this.#recording = recording;
    this.#actions = actions;
    this.#texts = texts;
    this.#toolbar = new Toolbar(texts, {...actions, onFilter: (filter) => this.#filter(filter)});
    this.#list = new MessageList(texts, {
      onOpen: (exchange, by) => this.#open(exchange, by),
      onMove: (exchange) => this.#move(exchange),
      onScroll: actions.onChange,
    });
    this.#details = new Details(texts, () => this.#close());
    const nothing = texts.get('No messages yet. They appear here as EHR and app talk.');
    this.#emptySlot = element('slot', {name: 'empty'}, nothing);
    this.#panes.append(this.#list.element, this.#empty, this.#details.element);
    root.append(this.#toolbar.element, this.#status, this.#panes);
  }

  /** Says something once: to those who hear, and, unless it can be seen anyway, to those who see. */
  say(text: string, isSeenAnyway = false): void {
    clearTimeout(this.#countDue);
    this.#status.classList.toggle('heard', isSeenAnyway);
    setText(this.#status, text);
  }

  render({isPaused, isRedacting}: ViewState): void {
    const {exchanges, messages, began} = this.#recording;
    const end = performance.now() + searchTime;
    const matching = this.#search.pick(exchanges, () => performance.now() > end);
    if (!this.#search.isComplete) this.#actions.onChange();

    const {exchange} = this.#details;
    const selected = exchange?.records.length ? exchange : undefined; // its messages may have gone
    this.#list.selected = selected;
    this.#count =
      matching.length === exchanges.length
        ? this.#texts.counted(messages, '{n} message', '{n} messages')
        : this.#texts.get('{n} of {entries}', {
            n: count(matching.length),
            entries: this.#texts.counted(exchanges.length, '{n} entry', '{n} entries'),
          });
    this.#toolbar.show({
      isPaused,
      isRedacting,
      isEmpty: exchanges.length === 0,
      types: messageTypes(exchanges),
      count: this.#count,
    });
    this.#showEmpty(exchanges.length === 0, matching.length === 0);
    this.#list.show(matching, began);
    this.#showDetails(selected);
  }

  /** Nothing is shown any more, and nothing kept. */
  clear(): void {
    this.#showDetails(undefined);
  }

  #showEmpty(isEmpty: boolean, isNothingFound: boolean): void {
    this.#empty.hidden = !isNothingFound;
    const content = isEmpty ? this.#emptySlot : this.#texts.get('No message matches the filter.');
    if (isEmpty ? this.#emptySlot.parentNode !== this.#empty : this.#empty.textContent !== content) {
      this.#empty.replaceChildren(content);
    }
  }

  #showDetails(exchange: Exchange | undefined): void {
    const hadFocus = this.#details.element.contains((this.#panes.getRootNode() as Document | ShadowRoot).activeElement);
    this.#details.show(exchange, this.#recording.began);
    this.#panes.classList.toggle('detailed', exchange !== undefined);
    this.#list.selected = exchange;
    if (hadFocus && !exchange) this.#list.focus();
  }

  #filter(filter: Filter): void {
    this.#search.filter = filter;
    this.#actions.onChange();
    clearTimeout(this.#countDue);
    this.#countDue = setTimeout(() => this.say(this.#count, true), typingPause);
  }

  #open(exchange: Exchange, by: 'keyboard' | 'pointer'): void {
    this.#showDetails(exchange);
    this.#list.render();
    if (by === 'keyboard' || !this.#list.isVisible) this.#details.focus();
  }

  /** Open details go with the row that has the focus. */
  #move(exchange: Exchange): void {
    if (!this.#details.exchange) return;
    this.#showDetails(exchange);
    this.#list.render();
  }

  #close(): void {
    this.#showDetails(undefined);
    this.#list.focus();
  }
}
