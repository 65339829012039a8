import {element, hasModifier} from './dom.js';
import type {Exchange} from '../transcript/exchange.js';
import {columns, MessageRow} from './message-row.js';
import {RowWindow} from './row-window.js';
import type {Texts} from './texts.js';

export interface ListActions {
  /** A row was chosen, by a click or by Enter. */
  onOpen: (exchange: Exchange, by: 'keyboard' | 'pointer') => void;
  /** Another row has the focus. */
  onMove: (exchange: Exchange) => void;
  /** Something else has come into view: `render()` is due. */
  onScroll: () => void;
}

/** Exchanges as the rows of a grid. Only those rows exist that can be seen, and the one that Tab leads to. */
export class MessageList {
  readonly element: HTMLElement;
  readonly #actions: ListActions;
  readonly #texts: Texts;
  readonly #window: RowWindow<Exchange>;
  readonly #rows = new Map<Exchange, MessageRow>();
  readonly #spare: MessageRow[] = [];
  readonly #shownBy = new WeakMap<Element, Exchange>();
  #began: number | undefined;
  #active: Exchange | undefined;
  #selected: Exchange | undefined;

  constructor(texts: Texts, actions: ListActions) {
    this.#actions = actions;
    this.#texts = texts;
    this.#window = new RowWindow(actions.onScroll);
    const header = columns.map((name, index) =>
      element(
        'div',
        {role: 'columnheader', class: name.toLowerCase(), 'aria-colindex': String(index + 1)},
        texts.get(name),
      ),
    );
    const headerRow = element('div', {role: 'row', part: 'header', 'aria-rowindex': '1'}, ...header);
    this.element = element(
      'div',
      {role: 'grid', part: 'list', 'aria-label': texts.get('Messages'), 'aria-colcount': String(columns.length)},
      element('div', {role: 'rowgroup'}, headerRow),
      this.#scroller,
    );
    this.#scroller.addEventListener('keydown', (event) => this.#press(event));
    this.#scroller.addEventListener('click', (event) => this.#click(event));
    this.#scroller.addEventListener('focusin', (event) => this.#activate(this.#exchangeOf(event)));
  }

  set selected(exchange: Exchange | undefined) {
    this.#selected = exchange;
  }

  /** Whether the list can be seen: in little room the details are in front of it. */
  get isVisible(): boolean {
    return getComputedStyle(this.#scroller).visibility === 'visible';
  }

  /** Moves the focus to the row that had it last. */
  focus(): void {
    const active = this.#tabStop;
    if (!active) {
      this.#scroller.focus();
      return;
    }
    this.#window.reveal(this.#window.indexOf(active.number));
    this.render();
    const row = this.#rows.get(active)?.element;
    row?.focus({preventScroll: true}); // some engines scroll later, wherever somebody has scrolled meanwhile
    row?.scrollIntoView({block: 'nearest', inline: 'nearest'});
  }

  show(exchanges: readonly Exchange[], began: number | undefined): void {
    const hadFocus = this.#hasFocus();
    const before = this.#tabStop?.number ?? 0;
    if (began !== this.#began) this.#drop();
    this.#began = began;
    this.#window.show(exchanges, hadFocus); // who reads a row does not want it to move away
    if (this.#active && !this.#window.has(this.#active)) {
      // Whoever had come here is taken to the one that follows it.
      const next = Math.min(this.#window.indexOf(before), exchanges.length - 1);
      this.#active = hadFocus ? exchanges[next] : undefined;
    }
    this.render();
    if (hadFocus && !this.#hasFocus()) this.focus();
  }

  /** Brings the rows in line with what is to be seen. */
  render(): void {
    this.element.setAttribute('aria-rowcount', String(this.#window.list.length + 1));
    const wanted = this.#wanted();
    for (const [exchange, row] of this.#rows) {
      if (wanted.has(exchange)) continue;
      row.release();
      this.#rows.delete(exchange);
      this.#spare.push(row);
    }
    const tabStop = this.#tabStop;
    const {canvas, probe, rowSize} = this.#window;
    let next: Element | null = probe.nextElementSibling;
    for (const [exchange, index] of wanted) {
      const row = this.#rowFor(exchange);
      row.show(exchange, {
        index,
        isSelected: exchange === this.#selected,
        isActive: exchange === tabStop,
        began: this.#began,
        top: index * rowSize,
      });
      // What is there already is in order, and never moved: moved, it would lose the focus.
      if (row.element === next) next = next.nextElementSibling;
      else canvas.insertBefore(row.element, next);
    }
  }

  get #scroller(): HTMLElement {
    return this.#window.scroller;
  }

  /** The row that Tab leads to: the latest, until another one has been chosen. */
  get #tabStop(): Exchange | undefined {
    return this.#active ?? this.#window.list.at(-1);
  }

  #hasFocus(): boolean {
    const {activeElement} = this.element.getRootNode() as Document | ShadowRoot;
    return this.#window.canvas.contains(activeElement);
  }

  /** In the order of the list, with their places in it. */
  #wanted(): Map<Exchange, number> {
    const wanted = new Map<Exchange, number>();
    const [first, last] = this.#window.range();
    const tabStop = this.#tabStop ? this.#window.indexOf(this.#tabStop.number) : first;
    const add = (index: number): void => {
      const exchange = this.#window.list[index];
      if (exchange) wanted.set(exchange, index);
    };
    if (last < first) return wanted;
    if (tabStop < first) add(tabStop);
    for (let index = first; index <= last; index++) add(index);
    if (tabStop > last) add(tabStop);
    return wanted;
  }

  #rowFor(exchange: Exchange): MessageRow {
    const row = this.#rows.get(exchange) ?? this.#spare.pop() ?? new MessageRow(this.#texts);
    this.#rows.set(exchange, row);
    this.#shownBy.set(row.element, exchange);
    return row;
  }

  #drop(): void {
    for (const row of this.#rows.values()) row.release();
    this.#rows.clear();
  }

  #exchangeOf({target}: Event): Exchange | undefined {
    const row = target instanceof Element ? target.closest('[role=row]') : null;
    return row ? this.#shownBy.get(row) : undefined;
  }

  #activate(exchange: Exchange | undefined): void {
    if (!exchange || exchange === this.#active) return;
    this.#active = exchange;
    this.render();
  }

  #click(event: Event): void {
    const exchange = this.#exchangeOf(event);
    if (!exchange) return;
    this.#activate(exchange);
    this.#rows.get(exchange)?.element.focus();
    this.#actions.onOpen(exchange, 'pointer');
  }

  #press(event: KeyboardEvent): void {
    const current = this.#exchangeOf(event);
    if (!current || hasModifier(event)) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#actions.onOpen(current, 'keyboard');
      return;
    }
    const index = this.#target(event.key, this.#window.indexOf(current.number));
    const exchange = index === undefined ? undefined : this.#window.list[index];
    if (!exchange) return;
    event.preventDefault();
    this.#active = exchange;
    this.focus();
    this.#actions.onMove(exchange);
  }

  #target(key: string, from: number): number | undefined {
    const last = this.#window.list.length - 1;
    const targets = new Map([
      ['ArrowUp', from - 1],
      ['ArrowDown', from + 1],
      ['PageUp', from - this.#window.page],
      ['PageDown', from + this.#window.page],
      ['Home', 0],
      ['End', last],
    ]);
    const target = targets.get(key);
    return target === undefined ? undefined : Math.min(Math.max(target, 0), last);
  }
}
