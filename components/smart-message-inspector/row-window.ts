import {element} from './dom.js';

/** Rows beyond what can be seen, above and below, so that scrolling shows no gaps. */
const beyond = 6;

/** However high the page makes the list. */
const mostRows = 200;

/** What a list stands in the order of. */
interface Numbered {
  readonly number: number;
}

/**
 * Which rows of a long list can be seen, all rows being equally high. It stays at its end when it is scrolled there, and
 * with what it shows when it is not. Where it is scrolled to is always read anew: the event of it comes later.
 */
export class RowWindow<T extends Numbered> {
  readonly scroller = element('div', {class: 'scroller', role: 'rowgroup', tabindex: '-1'});
  /** Is as high as all rows together, and holds those that there are. */
  readonly canvas = element('div', {class: 'canvas', role: 'presentation'});
  /** Is as high as every row. */
  readonly probe = element('div', {class: 'probe', 'aria-hidden': 'true'});
  #list: readonly T[] = [];
  #rowSize = 0;
  #room = 0;
  #isAtEnd = true;
  #upper: {number: number; offset: number} | undefined;

  constructor(onChange: () => void) {
    this.canvas.append(this.probe);
    this.scroller.append(this.canvas);
    this.scroller.addEventListener('scroll', onChange, {passive: true});
    if (typeof ResizeObserver === 'undefined') return; // jsdom has no layout: the rows cannot be seen
    const sizes = new ResizeObserver(() => {
      this.#measure();
      onChange();
    });
    sizes.observe(this.scroller);
    sizes.observe(this.probe);
  }

  get list(): readonly T[] {
    return this.#list;
  }

  /** In pixels; 0 while nothing can be seen. */
  get rowSize(): number {
    return this.#rowSize;
  }

  /** Rows that can be seen as a whole, but for one, which stays in sight when one goes on by a page. */
  get page(): number {
    return Math.max(Math.floor(this.#room / this.#rowSize) - 1, 1);
  }

  /** Shows another list; `isToStay`: with the rows that it shows, though it is at its end. */
  show(list: readonly T[], isToStay: boolean): void {
    this.#remember();
    if (isToStay) this.#isAtEnd = false;
    this.#list = list;
    this.#keep();
  }

  /** The first and the last row that there have to be; none while nothing can be seen. */
  range(): [first: number, last: number] {
    if (this.#rowSize === 0) return [0, -1];
    const first = Math.max(Math.floor(this.scroller.scrollTop / this.#rowSize) - beyond, 0);
    const seen = Math.min(Math.ceil(this.#room / this.#rowSize), mostRows);
    return [first, Math.min(first + seen + 2 * beyond, this.#list.length - 1)];
  }

  /** Scrolls as far as it takes for a row to be seen. */
  reveal(index: number): void {
    const top = index * this.#rowSize;
    const {scrollTop} = this.scroller;
    const next = Math.min(Math.max(scrollTop, top - this.#room + this.#rowSize), top);
    if (next !== scrollTop) this.scroller.scrollTop = next;
  }

  /** Where something is, or the first that comes after it. */
  indexOf(number: number): number {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#list[middle]?.number ?? Infinity) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  has(item: T): boolean {
    return this.#list[this.indexOf(item.number)] === item;
  }

  #measure(): void {
    this.#remember();
    this.#room = this.scroller.clientHeight;
    // Not by its bounding box, which the page's transforms change.
    this.#rowSize = this.#room > 0 ? Number.parseFloat(getComputedStyle(this.probe).height) : 0;
    this.#keep();
  }

  #remember(): void {
    const {scrollTop, clientHeight} = this.scroller;
    if (this.#rowSize === 0 || clientHeight === 0) return; // it is hidden, and not scrolled anywhere
    this.#isAtEnd = scrollTop + this.#room >= (this.#list.length - 0.5) * this.#rowSize;
    const upper = this.#list[Math.floor(scrollTop / this.#rowSize)];
    this.#upper = upper && {number: upper.number, offset: scrollTop % this.#rowSize};
  }

  #keep(): void {
    const size = this.#list.length * this.#rowSize;
    this.canvas.style.blockSize = `${size}px`;
    if (this.#isAtEnd) {
      this.scroller.scrollTop = size;
    } else if (this.#upper) {
      const top = this.indexOf(this.#upper.number) * this.#rowSize + this.#upper.offset;
      if (Math.abs(this.scroller.scrollTop - top) > 1) this.scroller.scrollTop = top;
    }
  }
}
