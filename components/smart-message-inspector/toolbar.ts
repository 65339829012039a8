import {element, setText} from './dom.js';
import {outcomes, sides, type Outcome, type Side} from './exchange.js';
import type {Filter} from './filter.js';
import {directionTexts, outcomeTexts} from './texts.js';

export interface ToolbarActions {
  onFilter: (filter: Filter) => void;
  onPause: () => void;
  onClear: () => void;
  onDownload: () => void;
  onUpload: (file: File) => void;
}

export interface ToolbarState {
  isPaused: boolean;
  isRedacting: boolean;
  isEmpty: boolean;
  types: readonly string[];
  count: string;
}

type Option = [value: string, text: string];

/** Buttons, filter, and how many messages there are. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #search = element('input', {
    type: 'search',
    part: 'search',
    'aria-label': 'Search in messages',
    placeholder: 'Search',
  });
  readonly #direction = choice('Direction', [
    ['', 'Any direction'],
    ...sides.map((side): Option => [side, directionTexts[side]]).reverse(),
  ]);
  readonly #type = choice('Type', [['', 'Any type']]);
  readonly #outcome = choice('Outcome', [
    ['', 'Any outcome'],
    ...outcomes.map((outcome): Option => [outcome, outcomeTexts[outcome]]),
  ]);
  readonly #pause = button('Pause');
  readonly #clear = button('Clear');
  readonly #download = button('Download');
  readonly #upload = button('Open…');
  readonly #file = element('input', {type: 'file', accept: '.json,application/json', 'aria-label': 'Transcript'});
  readonly #count = element('span', {part: 'count'});
  readonly #actions: ToolbarActions;
  #types: readonly string[] = [];

  constructor(actions: ToolbarActions) {
    this.#actions = actions;
    this.#file.hidden = true;
    this.element = element(
      'div',
      {part: 'toolbar'},
      element(
        'div',
        {class: 'filter', role: 'group', 'aria-label': 'Filter'},
        this.#search,
        this.#direction,
        this.#type,
        this.#outcome,
      ),
      element(
        'div',
        {class: 'actions'},
        this.#count,
        this.#pause,
        this.#clear,
        this.#download,
        this.#upload,
        this.#file,
      ),
    );
    this.#search.addEventListener('input', () => this.#filter());
    for (const select of [this.#direction, this.#type, this.#outcome]) {
      select.addEventListener('change', () => this.#filter());
    }
    this.#pause.addEventListener('click', () => actions.onPause());
    this.#clear.addEventListener('click', () => actions.onClear());
    this.#download.addEventListener('click', () => actions.onDownload());
    this.#upload.addEventListener('click', () => this.#file.click());
    this.#file.addEventListener('change', () => this.#uploaded());
  }

  show({isPaused, isRedacting, isEmpty, types, count}: ToolbarState): void {
    this.#pause.setAttribute('aria-pressed', String(isPaused));
    this.#download.disabled = isEmpty;
    const isWhole = isRedacting ? undefined : 'With patients’ data: this page has set redact="off".';
    setText(this.#download, isRedacting ? 'Download redacted' : 'Download all');
    this.#download.title = isWhole ?? 'Names, ids, dates, free text and numbers are masked.';
    setText(this.#count, count);
    this.#showTypes(types);
  }

  #showTypes(types: readonly string[]): void {
    if (types.length === this.#types.length && types.every((type, index) => type === this.#types[index])) return;
    this.#types = types;
    const chosen = this.#type.value;
    const all = new Set(chosen === '' ? types : [chosen, ...types]); // what is chosen stays, though its messages have gone
    this.#type.replaceChildren(option(['', 'Any type']), ...[...all].sort().map((type) => option([type, type])));
    this.#type.value = chosen;
  }

  #filter(): void {
    this.#actions.onFilter({
      from: (this.#direction.value || undefined) as Side | undefined,
      messageType: this.#type.value || undefined,
      outcome: (this.#outcome.value || undefined) as Outcome | undefined,
      text: this.#search.value.trim(),
    });
  }

  #uploaded(): void {
    const file = this.#file.files?.[0];
    if (file) this.#actions.onUpload(file);
    this.#file.value = ''; // the same file may be chosen again
  }
}

const button = (text: string): HTMLButtonElement => element('button', {type: 'button', part: 'button'}, text);

const option = ([value, text]: Option): HTMLElement => element('option', {value}, text);

const choice = (label: string, options: Option[]): HTMLSelectElement =>
  element('select', {'aria-label': label, part: 'select'}, ...options.map(option));
