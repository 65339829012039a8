import {element, setText} from './dom.js';
import {isAnswer, isPartial, latencyOf, messageOf, type Exchange, type MessageRecord} from '../transcript/exchange.js';
import {PayloadTree} from './payload-tree.js';
import {durationText, timeText, type InspectorText, type Texts} from './texts.js';

/** All there is to know of one exchange: facts, and the content of its messages as a tree. */
export class Details {
  readonly element: HTMLElement;
  readonly #title = element('div', {role: 'heading', 'aria-level': '3', class: 'title'});
  readonly #facts = element('dl');
  readonly #tree: PayloadTree;
  readonly #texts: Texts;
  #exchange: Exchange | undefined;
  #revision = -1;
  #shown: MessageRecord[] = [];

  constructor(texts: Texts, onClose: () => void) {
    this.#texts = texts;
    this.#tree = new PayloadTree(texts);
    const close = element('button', {type: 'button', part: 'button'}, texts.get('Close'));
    close.addEventListener('click', onClose);
    this.element = element(
      'section',
      {part: 'details', 'aria-label': texts.get('Selected message'), tabindex: '-1'},
      element('div', {class: 'head'}, this.#title, close),
      this.#facts,
      this.#tree.element,
    );
    this.element.hidden = true;
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation(); // a dialog around it stays open
      event.preventDefault();
      onClose();
    });
  }

  get exchange(): Exchange | undefined {
    return this.#exchange;
  }

  focus(): void {
    this.#tree.focus();
  }

  show(exchange: Exchange | undefined, began: number | undefined): void {
    if (exchange === this.#exchange && exchange?.revision === this.#revision) return;
    if (exchange !== this.#exchange) {
      this.#shown = [];
      this.#tree.clear();
      this.element.scrollTop = 0;
    }
    this.#exchange = exchange;
    this.#revision = exchange?.revision ?? -1;
    this.element.hidden = !exchange;
    if (!exchange) {
      this.#facts.replaceChildren();
      return;
    }
    const texts = this.#texts;
    const facts = factsOf(exchange, began, texts);
    setText(this.#title, texts.type(exchange));
    this.#facts.replaceChildren(...facts.flatMap(([name, text]) => (text ? fact(texts.get(name), text) : [])));
    this.#showContent(exchange);
  }

  #showContent(exchange: Exchange): void {
    const {records} = exchange;
    const isSame = this.#shown.every((record, index) => record === records[index]);
    if (!isSame) {
      this.#tree.clear();
      this.#shown = [];
    }
    const added = records.slice(this.#shown.length);
    const isFirst = this.#shown.length === 0;
    this.#tree.append(
      added.map((record, index) => ({
        label: nameOf(record, this.#texts),
        value: record.message,
        isOpen: isFirst && (index === 0 || index === added.length - 1),
      })),
    );
    this.#shown = [...records];
  }
}

type Fact = [name: InspectorText, text: string | undefined];

function factsOf(exchange: Exchange, began: number | undefined, texts: Texts): Fact[] {
  const {source, from, messageId, records} = exchange;
  const [first] = records;
  const refused = records.find(({outcome}) => outcome === 'rejected');
  const answers = records.filter(isAnswer).length;
  return [
    ['Direction', texts.direction(from)],
    ['Outcome', texts.outcomeOf(exchange)],
    ['Why', refused && texts.rejection(refused)],
    ['Time', first && timeText(began, first.time)],
    ['Latency', durationText(latencyOf(exchange))],
    ['Answers', answers > 1 ? String(answers) : undefined],
    ['Reported by', texts.get(sideTexts[source.side], {element: source.label})],
    ['Origin', first?.origin],
    ['Expected origin', refused?.expected?.join(' ')],
    ['Id', messageId],
    ['Size', records.some(({isCut}) => isCut) ? texts.get('Too large to be shown whole') : undefined],
  ];
}

const sideTexts = {ehr: '{element}, on the EHR’s side', app: '{element}, on the app’s side'} as const;

const fact = (name: string, text: string): HTMLElement[] => [element('dt', {}, name), element('dd', {}, text)];

function nameOf(record: MessageRecord, texts: Texts): string {
  const isRefused = record.outcome === 'rejected';
  if (!isAnswer(record)) return texts.get(isRefused ? 'Refused message' : 'Request');
  if (isRefused) return texts.get('Refused answer');
  const elapsed = record.elapsed ? durationText(record.elapsed) : ''; // 0 where it was not measured
  const name = isPartial(messageOf(record)) ? 'Partial answer' : 'Answer';
  return elapsed ? texts.get(`${name} after {time}`, {time: elapsed}) : texts.get(name);
}
