import {element, setText} from './dom.js';
import {outcomes, sides, type Outcome, type Side} from '../transcript/exchange.js';
import type {Filter} from './filter.js';
import type {Texts} from './texts.js';

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
  readonly #search: HTMLInputElement;
  readonly #direction: HTMLSelectElement;
  readonly #type: HTMLSelectElement;
  readonly #outcome: HTMLSelectElement;
  readonly #pause: HTMLButtonElement;
  readonly #clear: HTMLButtonElement;
  readonly #download: HTMLButtonElement;
  readonly #upload: HTMLButtonElement;
  readonly #file: HTMLInputElement;
  readonly #count = element('span', {part: 'count'});
  readonly #actions: ToolbarActions;
  readonly #texts: Texts;
  #types: readonly string[] = [];

  constructor(texts: Texts, actions: ToolbarActions) {
    this.#actions = actions;
    this.#texts = texts;
    this.#search = element('input', {
      type: 'search',
      part: 'search',
      'aria-label': texts.get('Search in messages'),
      placeholder: texts.get('Search'),
    });
    this.#direction = choice(texts.get('Direction'), [
      ['', texts.get('Any direction')],
      ...sides.map((side): Option => [side, texts.direction(side)]).reverse(),
    ]);
    this.#type = choice(texts.get('Type'), [['', texts.get('Any type')]]);
    this.#outcome = choice(texts.get('Outcome'), [
      ['', texts.get('Any outcome')],
      ...outcomes.map((outcome): Option => [outcome, texts.outcome(outcome)]),
    ]);
    this.#pause = button(texts.get('Pause'));
    this.#clear = button(texts.get('Clear'));
    this.#download = button(texts.get('Download redacted'));
    this.#upload = button(texts.get('Open…'));
    this.#file = element('input', {
      type: 'file',
      accept: '.json,application/json',
      'aria-label': texts.get('Transcript'),
    });
    this.#file.hidden = true;
    this.element = element(
      'div',
      {part: 'toolbar'},
      element(
        'div',
        {class: 'filter', role: 'group', 'aria-label': texts.get('Filter')},
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
    setText(this.#download, this.#texts.get(isRedacting ? 'Download redacted' : 'Download all'));
    this.#download.title = this.#texts.get(
      isRedacting
        ? 'Names, ids, dates, free text and numbers are masked.'
        : 'With patients’ data: this page has set redact="off".',
    );
    setText(this.#count, count);
    this.#showTypes(types);
  }

  #showTypes(types: readonly string[]): void {
    if (types.length === this.#types.length && types.every((type, index) => type === this.#types[index])) return;
    this.#types = types;
    const chosen = this.#type.value;
    const all = new Set(chosen === '' ? types : [chosen, ...types]); // what is chosen stays, though its messages have gone
    this.#type.replaceChildren(
      option(['', this.#texts.get('Any type')]),
      ...[...all].sort().map((type) => option([type, type])),
    );
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
