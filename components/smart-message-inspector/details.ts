import {element, setText} from './dom.js';
import {isAnswer, isPartial, latencyOf, messageOf, type Exchange, type MessageRecord} from './exchange.js';
import {PayloadTree} from './payload-tree.js';
import {directionTexts, durationText, outcomeText, rejectionText, timeText, typeText} from './texts.js';

/** All there is to know of one exchange: facts, and the content of its messages as a tree. */
export class Details {
  readonly element: HTMLElement;
  readonly #title = element('div', {role: 'heading', 'aria-level': '3', class: 'title'});
  readonly #facts = element('dl');
  readonly #tree = new PayloadTree();
  #exchange: Exchange | undefined;
  #revision = -1;
  #shown: MessageRecord[] = [];

  constructor(onClose: () => void) {
    const close = element('button', {type: 'button', part: 'button'}, 'Close');
    close.addEventListener('click', onClose);
    this.element = element(
      'section',
      {part: 'details', 'aria-label': 'Selected message', tabindex: '-1'},
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
    setText(this.#title, typeText(exchange));
    this.#facts.replaceChildren(...factsOf(exchange, began).flatMap(fact));
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
        label: nameOf(record),
        value: record.message,
        isOpen: isFirst && (index === 0 || index === added.length - 1),
      })),
    );
    this.#shown = [...records];
  }
}

type Fact = [name: string, text: string | undefined];

function factsOf(exchange: Exchange, began: number | undefined): Fact[] {
  const {source, from, messageId, records} = exchange;
  const [first] = records;
  const refused = records.find(({outcome}) => outcome === 'rejected');
  const answers = records.filter(isAnswer).length;
  return [
    ['Direction', directionTexts[from]],
    ['Outcome', outcomeText(exchange)],
    ['Why', refused && rejectionText(refused)],
    ['Time', first && timeText(began, first.time)],
    ['Latency', durationText(latencyOf(exchange))],
    ['Answers', answers > 1 ? String(answers) : undefined],
    ['Reported by', [source.label, source.side === 'ehr' ? 'on the EHR’s side' : 'on the app’s side'].join(', ')],
    ['Origin', first?.origin],
    ['Expected origin', refused?.expected?.join(' ')],
    ['Id', messageId],
    ['Size', records.some(({isCut}) => isCut) ? 'Too large to be shown whole' : undefined],
  ];
}

const fact = ([name, text]: Fact): HTMLElement[] => (text ? [element('dt', {}, name), element('dd', {}, text)] : []);

function nameOf(record: MessageRecord): string {
  const isRefused = record.outcome === 'rejected';
  if (!isAnswer(record)) return isRefused ? 'Refused message' : 'Request';
  if (isRefused) return 'Refused answer';
  const elapsed = record.elapsed ? durationText(record.elapsed) : ''; // 0 where it was not measured
  return [isPartial(messageOf(record)) ? 'Partial answer' : 'Answer', elapsed && `after ${elapsed}`]
    .filter(Boolean)
    .join(' ');
}
