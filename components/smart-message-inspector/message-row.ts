import {element, setText} from './dom.js';
import {latencyOf, type Exchange} from '../transcript/exchange.js';
import {durationText, timeText, type Texts} from './texts.js';

export const columns = ['Time', 'Direction', 'Type', 'Outcome', 'Latency', 'Element'] as const;

export interface RowState {
  /** In the list, from 0. */
  index: number;
  isSelected: boolean;
  isActive: boolean;
  /** Pixels from the first row's upper edge. */
  top: number;
  began: number | undefined;
}

/** One exchange in the list. Rows are used again for other exchanges. */
export class MessageRow {
  readonly element: HTMLElement;
  readonly #cells: HTMLElement[];
  readonly #texts: Texts;
  #exchange: Exchange | undefined;
  #revision = -1;

  constructor(texts: Texts) {
    this.#texts = texts;
    this.#cells = columns.map((name, index) =>
      element('div', {role: 'gridcell', class: name.toLowerCase(), 'aria-colindex': String(index + 1)}),
    );
    this.element = element('div', {role: 'row', part: 'row'}, ...this.#cells);
  }

  show(exchange: Exchange, {index, isSelected, isActive, top, began}: RowState): void {
    const row = this.element;
    setAttribute(row, 'aria-rowindex', String(index + 2)); // the header is the first
    setAttribute(row, 'aria-selected', String(isSelected));
    setAttribute(row, 'tabindex', isActive ? '0' : '-1');
    row.style.transform = `translateY(${top}px)`;
    if (exchange === this.#exchange && exchange.revision === this.#revision) return;
    this.#exchange = exchange;
    this.#revision = exchange.revision;
    setAttribute(row, 'part', `row ${exchange.outcome}`);
    setAttribute(row, 'data-outcome', exchange.outcome);
    this.#write(exchange, began);
  }

  /** Takes it off the list, and lets go of what it showed. */
  release(): void {
    this.element.remove();
    this.#exchange = undefined;
  }

  #write(exchange: Exchange, began: number | undefined): void {
    const {from, records, source} = exchange;
    const latency = latencyOf(exchange);
    const texts = [
      timeText(began, records[0]?.time ?? 0),
      this.#texts.direction(from),
      this.#texts.type(exchange),
      this.#texts.outcomeOf(exchange),
      durationText(latency),
      source.label,
    ];
    for (const [index, cell] of this.#cells.entries()) {
      setText(cell, texts[index] ?? '');
    }
  }
}

function setAttribute(target: Element, name: string, value: string): void {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}
