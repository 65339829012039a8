import {expect} from '@open-wc/testing';
import type {SmartMessageInspector} from '../../components/smart-message-inspector/define.js';
import {
  cell,
  drawn,
  inside,
  inspectorWith,
  isInView,
  outcomes,
  part,
  press,
  request,
  rows,
  scroller,
  talker,
  tell,
  tellExchange,
  types,
  typesInView,
} from '../support/inspector.js';
import {eventually} from '../support/eventually.js';
import {expectSame} from '../support/elements.js';

async function full(
  count: number,
  properties: Partial<SmartMessageInspector> = {},
): Promise<{inspector: SmartMessageInspector; element: HTMLElement}> {
  const inspector = await inspectorWith(properties);
  const element = await talker();
  for (let number = 0; number < count; number++) tell(element, request(String(number), `type.n${number}`));
  await drawn(inspector);
  return {inspector, element};
}

const scrollTo = async (inspector: SmartMessageInspector, top: number): Promise<void> => {
  scroller(inspector).scrollTop = top;
  await drawn(inspector);
};

const focused = (inspector: SmartMessageInspector): string => {
  const {activeElement} = inside(inspector);
  return activeElement?.getAttribute('role') === 'row' ? cell(activeElement as HTMLElement, 'type') : '';
};

const rowOf = (inspector: SmartMessageInspector, type: string): HTMLElement =>
  rows(inspector).find((row) => cell(row, 'type') === type)!;

/** Types of the rows, as numbers, are in a sequence without gaps. */
const expectSequence = (list: string[]): void => {
  const numbers = list.map((type) => Number(type.slice('type.n'.length)));
  expect(numbers).to.deep.equal(Array.from(numbers, (_, index) => numbers[0]! + index));
};

describe('the list of <smart-message-inspector>', () => {
  it('has few rows for ten thousand messages, and says how many there are', async () => {
    const {inspector} = await full(10_000);
    expect(rows(inspector).length).to.be.within(10, 40);
    expect(part(inspector, 'list').getAttribute('aria-rowcount')).to.equal('10001');
    expect(scroller(inspector).scrollHeight).to.be.above(10_000 * 24);
    expect(typesInView(inspector).at(-1)).to.equal('type.n9999');
  });

  it('shows the rows that belong where it is scrolled to', async () => {
    const {inspector} = await full(10_000);
    const {scrollHeight, clientHeight} = scroller(inspector);
    for (const share of [0, 0.25, 0.5, 0.731, 1]) {
      await scrollTo(inspector, share * (scrollHeight - clientHeight));
      const seen = typesInView(inspector);
      expectSequence(seen);
      expect(seen.length).to.be.at.least(8);
      const size = scrollHeight / 10_000;
      const first = Math.floor(scroller(inspector).scrollTop / size + 0.01);
      expect(Number(seen[0]!.slice('type.n'.length))).to.be.within(first - 1, first + 1);
      expect(rows(inspector).length).to.be.below(60);
      for (const row of rows(inspector)) {
        expect(row.getAttribute('aria-rowindex')).to.equal(String(Number(cell(row, 'type').slice(6)) + 2));
      }
    }
  });

  it('has its rows in the order of the list, wherever it has been scrolled', async () => {
    const {inspector} = await full(1000);
    for (const top of [0, 400, 200, 9000, 8800, 0]) {
      await scrollTo(inspector, top);
      const indexes = rows(inspector).map((row) => Number(row.getAttribute('aria-rowindex')));
      expect(indexes).to.deep.equal([...indexes].sort((a, b) => a - b));
    }
  });

  it('stays at its end when it is there', async () => {
    const {inspector, element} = await full(100);
    for (let number = 100; number < 200; number++) tell(element, request(String(number), `type.n${number}`));
    await drawn(inspector);
    expect(typesInView(inspector).at(-1)).to.equal('type.n199');
  });

  it('stays with what it shows when it is not at its end, though the oldest go', async () => {
    const {inspector, element} = await full(500, {limit: 500});
    await scrollTo(inspector, 7000);
    const before = typesInView(inspector);
    for (let number = 500; number < 600; number++) tell(element, request(String(number), `type.n${number}`));
    await drawn(inspector);
    expect(typesInView(inspector)).to.deep.equal(before);
  });

  it('stays with a row that has the focus, though it is at its end', async () => {
    const {inspector, element} = await full(100);
    rowOf(inspector, 'type.n99').focus();
    for (let number = 100; number < 200; number++) tell(element, request(String(number), `type.n${number}`));
    await drawn(inspector);
    expect(focused(inspector)).to.equal('type.n99');
    expect(isInView(inspector, rowOf(inspector, 'type.n99'))).to.equal(true);
  });

  it('is where it was when it has been hidden', async () => {
    const {inspector, element} = await full(500);
    for (const top of [6000, scroller(inspector).scrollHeight]) {
      await scrollTo(inspector, top);
      const before = typesInView(inspector);
      inspector.hidden = true;
      await drawn(inspector);
      inspector.hidden = false;
      await eventually('it is drawn again', () => typesInView(inspector).length > 0);
      await drawn(inspector);
      expect(typesInView(inspector)).to.deep.equal(before);
    }
    inspector.hidden = true;
    tell(element, request('500', 'type.n500'));
    await drawn(inspector);
    inspector.hidden = false;
    await eventually('it is at its end', () => typesInView(inspector).at(-1) === 'type.n500');
  });

  it('changes a row when its answer comes', async () => {
    const {inspector, element} = await full(1);
    expect(outcomes(inspector)).to.deep.equal(['Waiting']);
    tell(element, {messageId: 'a', responseToMessageId: '0', payload: {}}, {direction: 'out', elapsed: 12.34});
    await drawn(inspector);
    expect(outcomes(inspector)).to.deep.equal(['Answered']);
    expect(cell(rows(inspector)[0]!, 'latency')).to.equal('12.3 ms');
  });

  it('has no more rows than it needs, however high the page makes it', async () => {
    const {inspector} = await full(3000);
    inspector.style.blockSize = '100000px';
    await drawn(inspector);
    expect(rows(inspector).length).to.be.within(20, 220);
  });

  it('is a grid of rows with named columns', async () => {
    const {inspector} = await full(3);
    const grid = part(inspector, 'list');
    expect(grid.getAttribute('role')).to.equal('grid');
    expect(grid.getAttribute('aria-label')).to.equal('Messages');
    const header = Array.from(grid.querySelectorAll("[role='columnheader']"), ({textContent}) => textContent);
    expect(header).to.deep.equal(['Time', 'Direction', 'Type', 'Outcome', 'Latency', 'Element']);
    expect(rows(inspector)[0]!.querySelectorAll("[role='gridcell']").length).to.equal(header.length);
  });
});

describe('the list by the keyboard', () => {
  it('has one tab stop, the latest message until another one has been chosen', async () => {
    const {inspector} = await full(100);
    const stops = (): string[] =>
      rows(inspector)
        .filter((row) => row.tabIndex === 0)
        .map((row) => cell(row, 'type'));
    expect(stops()).to.deep.equal(['type.n99']);
    rowOf(inspector, 'type.n95').focus();
    expect(stops()).to.deep.equal(['type.n95']);
  });

  for (const [keys, expected] of [
    [['ArrowUp'], 'type.n98'],
    [['ArrowUp', 'ArrowUp', 'ArrowDown'], 'type.n98'],
    [['ArrowDown'], 'type.n99'],
    [['Home'], 'type.n0'],
    [['Home', 'ArrowUp'], 'type.n0'],
    [['Home', 'End'], 'type.n99'],
  ] as const) {
    it(`goes with ${keys.join(', ')}, and what has the focus is in view`, async () => {
      const {inspector} = await full(100);
      rowOf(inspector, 'type.n99').focus();
      for (const key of keys) press(inspector, key);
      expect(focused(inspector)).to.equal(expected);
      await drawn(inspector);
      expect(focused(inspector)).to.equal(expected);
      expect(isInView(inspector, rowOf(inspector, expected))).to.equal(true);
    });
  }

  it('goes by pages', async () => {
    const {inspector} = await full(1000);
    rowOf(inspector, 'type.n999').focus();
    press(inspector, 'PageUp');
    const there = Number(focused(inspector).slice(6));
    expect(there).to.be.within(980, 995);
    press(inspector, 'PageDown');
    expect(focused(inspector)).to.equal('type.n999');
  });

  it('keeps the focus while one scrolls elsewhere, and comes back with the next key', async () => {
    const {inspector} = await full(1000);
    rowOf(inspector, 'type.n999').focus();
    await drawn(inspector); // WebKit scrolls to what a script gives the focus, later
    press(inspector, 'Home');
    await scrollTo(inspector, 20_000);
    expect(focused(inspector)).to.equal('type.n0');
    expect(isInView(inspector, rowOf(inspector, 'type.n0'))).to.equal(false);
    press(inspector, 'ArrowDown');
    await drawn(inspector);
    expect(focused(inspector)).to.equal('type.n1');
    expect(isInView(inspector, rowOf(inspector, 'type.n1'))).to.equal(true);
  });

  it('keeps the focus in the list when the row that has it goes', async () => {
    const {inspector, element} = await full(10, {limit: 10});
    rowOf(inspector, 'type.n9').focus();
    press(inspector, 'Home');
    for (let number = 10; number < 15; number++) tell(element, request(String(number), `type.n${number}`));
    await drawn(inspector);
    expect(focused(inspector)).to.equal('type.n5');
    inspector.clear();
    await drawn(inspector);
    expectSame(inside(inspector).activeElement, scroller(inspector));
  });

  it('leaves keys with a modifier to the browser', async () => {
    const {inspector} = await full(10);
    const row = rowOf(inspector, 'type.n9');
    row.focus();
    const event = new KeyboardEvent('keydown', {key: 'Home', metaKey: true, bubbles: true, cancelable: true});
    row.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(false);
    expect(focused(inspector)).to.equal('type.n9');
  });
});

describe('the list in little room', () => {
  it('has rows of two lines, and no scrolling sideways', async () => {
    const inspector = await inspectorWith({}, {width: 360});
    const element = await talker();
    for (let number = 0; number < 200; number++) tellExchange(element, String(number), `type.n${number}`);
    await drawn(inspector);
    const row = rows(inspector).at(-1)!;
    const box = (name: string): DOMRect => row.querySelector(`.${name}`)!.getBoundingClientRect();
    expect(box('time').top).to.be.at.least(box('type').bottom - 4);
    expect(box('type').width).to.be.above(100);
    expect(scroller(inspector).scrollWidth).to.equal(scroller(inspector).clientWidth);
    expect(inspector.scrollWidth).to.be.at.most(inspector.clientWidth);
    expect(typesInView(inspector).at(-1)).to.equal('type.n199');
  });

  it('shows the same messages when the room changes', async () => {
    const {inspector} = await full(1000);
    await scrollTo(inspector, 9000);
    const [first] = typesInView(inspector);
    inspector.parentElement!.style.width = '360px';
    await eventually('the rows are higher', () => rows(inspector)[0]!.getBoundingClientRect().height > 45);
    await drawn(inspector);
    expect(typesInView(inspector)).to.include(first);
    expect(types(inspector).length).to.be.below(60);
  });
});
