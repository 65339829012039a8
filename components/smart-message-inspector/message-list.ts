import {element, hasModifier} from './dom.js';
import type {Exchange} from './exchange.js';
import {columns, MessageRow} from './message-row.js';

/** Rows beyond what can be seen, above and below, so that scrolling shows no gaps. */
const beyond = 6;

/** However high the page makes the list. */
const mostRows = 200;

export interface ListActions {
  /** A row was chosen, by a click or by Enter. */
  onOpen: (exchange: Exchange, by: 'keyboard' | 'pointer') => void;
  /** Another row has the focus. */
  onMove: (exchange: Exchange) => void;
  /** Something else has come into view: `render()` is due. */
  onScroll: () => void;
}

/**
 * Exchanges as the rows of a grid. Only those rows exist that can be seen, and the one that has the focus. It stays at its
 * end when it is scrolled there, and with what it shows when it is not.
 */
export class MessageList {
  readonly element: HTMLElement;
  readonly #scroller = element('div', {class: 'scroller', role: 'rowgroup', tabindex: '-1'});
  readonly #canvas = element('div', {class: 'canvas', role: 'presentation'});
  /** Is as high as every row. */
  readonly #probe = element('div', {class: 'probe', 'aria-hidden': 'true'});
  readonly #actions: ListActions;
  readonly #sizes = new ResizeObserver(() => this.#measure());
  readonly #rows = new Map<Exchange, MessageRow>();
  readonly #spare: MessageRow[] = [];
  readonly #shownBy = new WeakMap<Element, Exchange>();
  #exchanges: readonly Exchange[] = [];
  #began: number | undefined;
  #active: Exchange | undefined;
  #selected: Exchange | undefined;
  #rowSize = 0;
  #room = 0;
  #isAtEnd = true;
  #anchor: {number: number; offset: number} | undefined;

  constructor(actions: ListActions) {
    this.#actions = actions;
    const header = columns.map((name, index) =>
      element('div', {role: 'columnheader', class: name.toLowerCase(), 'aria-colindex': String(index + 1)}, name),
    );
    this.element = element(
      'div',
      {role: 'grid', part: 'list', 'aria-label': 'Messages', 'aria-colcount': String(columns.length)},
      element(
        'div',
        {role: 'rowgroup'},
        element('div', {role: 'row', part: 'header', 'aria-rowindex': '1'}, ...header),
      ),
      this.#scroller,
    );
    this.#canvas.append(this.#probe);
    this.#scroller.append(this.#canvas);
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), {passive: true});
    this.#scroller.addEventListener('keydown', (event) => this.#press(event));
    this.#scroller.addEventListener('click', (event) => this.#click(event));
    this.#scroller.addEventListener('focusin', (event) => this.#activate(this.#exchangeOf(event)));
    this.#sizes.observe(this.#scroller);
    this.#sizes.observe(this.#probe);
  }

  set selected(exchange: Exchange | undefined) {
    this.#selected = exchange;
  }

  /** Moves the focus to the row that had it last. */
  focus(): void {
    const active = this.#tabStop;
    if (!active) {
      this.#scroller.focus();
      return;
    }
    this.#reveal(this.#indexOf(active.number));
    this.render();
    this.#rows.get(active)?.element.focus();
  }

  /** Whether the list can be seen: in little room the details are in front of it. */
  get isVisible(): boolean {
    return getComputedStyle(this.#scroller).visibility === 'visible';
  }

  show(exchanges: readonly Exchange[], began: number | undefined): void {
    const hadFocus = this.#hasFocus();
    const before = this.#tabStop?.number ?? 0;
    if (began !== this.#began) this.#drop();
    this.#began = began;
    this.#exchanges = exchanges;
    if (this.#active && !this.#isListed(this.#active)) {
      // Whoever had come here is taken to the one that follows it.
      this.#active = hadFocus ? exchanges[Math.min(this.#indexOf(before), exchanges.length - 1)] : undefined;
    }
    this.#keepPlace();
    this.render();
    if (hadFocus && !this.#hasFocus()) this.focus();
  }

  /** Brings the rows in line with what is to be seen. */
  render(): void {
    const {length} = this.#exchanges;
    this.element.setAttribute('aria-rowcount', String(length + 1));
    this.#canvas.style.blockSize = `${length * this.#rowSize}px`;
    if (this.#isAtEnd) this.#scroller.scrollTop = length * this.#rowSize;
    const wanted = this.#wanted();
    for (const [exchange, row] of this.#rows) {
      if (wanted.has(exchange)) continue;
      row.release();
      this.#rows.delete(exchange);
      this.#spare.push(row);
    }
    const tabStop = this.#tabStop;
    let next: Element | null = this.#probe.nextElementSibling;
    for (const [exchange, index] of wanted) {
      const row = this.#rowFor(exchange);
      row.show(exchange, {
        index,
        isSelected: exchange === this.#selected,
        isActive: exchange === tabStop,
        began: this.#began,
        top: index * this.#rowSize,
      });
      // What is there already is in order, and never moved: moved, it would lose the focus.
      if (row.element === next) next = next.nextElementSibling;
      else this.#canvas.insertBefore(row.element, next);
    }
    this.#rememberPlace();
  }

  /** The row that Tab leads to: the latest, until another one has been chosen. */
  get #tabStop(): Exchange | undefined {
    return this.#active ?? this.#exchanges.at(-1);
  }

  #hasFocus(): boolean {
    const {activeElement} = this.element.getRootNode() as Document | ShadowRoot;
    return this.#canvas.contains(activeElement);
  }

  /** In the order of the list. */
  #wanted(): Map<Exchange, number> {
    const wanted = new Map<Exchange, number>();
    if (this.#rowSize === 0) return wanted;
    const top = this.#scroller.scrollTop;
    const first = Math.max(Math.floor(top / this.#rowSize) - beyond, 0);
    const seen = Math.min(Math.ceil(this.#room / this.#rowSize), mostRows);
    const last = Math.min(first + seen + 2 * beyond, this.#exchanges.length - 1);
    const tabStop = this.#tabStop ? this.#indexOf(this.#tabStop.number) : first;
    const add = (index: number): void => {
      const exchange = this.#exchanges[index];
      if (exchange) wanted.set(exchange, index);
    };
    if (tabStop < first) add(tabStop);
    for (let index = first; index <= last; index++) add(index);
    if (tabStop > last) add(tabStop);
    return wanted;
  }

  #rowFor(exchange: Exchange): MessageRow {
    const row = this.#rows.get(exchange) ?? this.#spare.pop() ?? new MessageRow();
    this.#rows.set(exchange, row);
    this.#shownBy.set(row.element, exchange);
    return row;
  }

  /** Which row is at the upper edge. */
  #rememberPlace(): void {
    if (this.#rowSize === 0) return;
    const {scrollTop} = this.#scroller;
    const exchange = this.#exchanges[Math.floor(scrollTop / this.#rowSize)];
    this.#anchor = exchange && {number: exchange.number, offset: scrollTop % this.#rowSize};
  }

  /** The same rows at the same place, though some above them have gone. */
  #keepPlace(): void {
    if (this.#isAtEnd || !this.#anchor) return;
    const {number, offset} = this.#anchor;
    const top = this.#indexOf(number) * this.#rowSize + offset;
    this.#canvas.style.blockSize = `${this.#exchanges.length * this.#rowSize}px`;
    if (Math.abs(this.#scroller.scrollTop - top) > 1) this.#scroller.scrollTop = top;
  }

  /** Where an exchange is, or the first one after it: they stand in the order of their numbers. */
  #indexOf(number: number): number {
    let low = 0;
    let high = this.#exchanges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#exchanges[middle]?.number ?? Infinity) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isListed(exchange: Exchange): boolean {
    return this.#exchanges[this.#indexOf(exchange.number)] === exchange;
  }

  #drop(): void {
    for (const row of this.#rows.values()) row.release();
    this.#rows.clear();
  }

  #measure(): void {
    // Not by its bounding box, which the page's transforms change.
    this.#rowSize = Number.parseFloat(getComputedStyle(this.#probe).height) || 0;
    this.#room = this.#scroller.clientHeight;
    this.#keepPlace();
    this.#actions.onScroll();
  }

  #scrolled(): void {
    const {scrollTop, scrollHeight, clientHeight} = this.#scroller;
    this.#isAtEnd = scrollTop + clientHeight >= scrollHeight - this.#rowSize / 2;
    this.#rememberPlace();
    this.#actions.onScroll();
  }

  #reveal(index: number): void {
    const top = index * this.#rowSize;
    const lowest = top - this.#room + this.#rowSize;
    const {scrollTop} = this.#scroller;
    const next = Math.min(Math.max(scrollTop, lowest), top);
    this.#isAtEnd &&= index === this.#exchanges.length - 1;
    if (next !== scrollTop) this.#scroller.scrollTop = next;
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
    const index = this.#target(event.key, this.#indexOf(current.number));
    const exchange = index === undefined ? undefined : this.#exchanges[index];
    if (!exchange) return;
    event.preventDefault();
    this.#active = exchange;
    this.focus();
    this.#actions.onMove(exchange);
  }

  #target(key: string, from: number): number | undefined {
    const last = this.#exchanges.length - 1;
    const page = Math.max(Math.floor(this.#room / this.#rowSize) - 1, 1);
    const targets: Record<string, number> = {
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageUp: from - page,
      PageDown: from + page,
      Home: 0,
      End: last,
    };
    const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
    return target === undefined ? undefined : Math.min(Math.max(target, 0), last);
  }
}
