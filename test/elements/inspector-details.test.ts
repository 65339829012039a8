import {expect} from '@open-wc/testing';
import type {SmartMessageInspector} from '../../components/smart-message-inspector/define.js';
import {expectSame} from '../support/elements.js';
import {
  answer,
  button,
  drawn,
  inside,
  inspectorWith,
  part,
  press,
  request,
  rows,
  scroller,
  talker,
  tell,
  tellExchange,
} from '../support/inspector.js';

const order = {
  resourceType: 'MedicationRequest',
  status: 'draft',
  medication: {coding: [{system: 'http://loinc.org', code: '1'}], text: 'Metformin'},
  count: 2,
  active: true,
  nothing: null,
};

const items = (inspector: SmartMessageInspector): HTMLElement[] =>
  Array.from(part(inspector, 'tree').querySelectorAll<HTMLElement>("[role='treeitem']"));

const texts = (inspector: SmartMessageInspector): string[] => items(inspector).map(({textContent}) => textContent);

const item = (inspector: SmartMessageInspector, text: string): HTMLElement =>
  items(inspector).find(({textContent}) => textContent.startsWith(text))!;

const focusedItem = (inspector: SmartMessageInspector): string => inside(inspector).activeElement!.textContent;

const facts = (inspector: SmartMessageInspector): Record<string, string> =>
  Object.fromEntries(
    Array.from(part(inspector, 'details').querySelectorAll('dt'), (term) => [
      term.textContent,
      term.nextElementSibling!.textContent,
    ]),
  );

async function opened(
  payload: object,
  size?: {width?: number},
): Promise<{inspector: SmartMessageInspector; element: HTMLElement}> {
  const inspector = await inspectorWith({}, size);
  const element = await talker();
  tell(element, request('id-1', 'scratchpad.create', payload), {origin: 'https://app.example.org'});
  tell(element, answer('id-1', {status: '201 Created'}), {direction: 'out', elapsed: 3});
  await drawn(inspector);
  rows(inspector)[0]!.click();
  await drawn(inspector);
  return {inspector, element};
}

describe('the details of a message', () => {
  it('come with a click, beside the list, and say what is known', async () => {
    const {inspector} = await opened({resource: order});
    const details = part(inspector, 'details');
    expect(details.hidden).to.equal(false);
    expect(details.getBoundingClientRect().left).to.be.at.least(part(inspector, 'list').getBoundingClientRect().right);
    expect(details.querySelector("[role='heading']")!.textContent).to.equal('scratchpad.create');
    const {Time: time, ...rest} = facts(inspector);
    expect(time).to.match(/^\d\d:\d\d:\d\d\.\d{3}$/);
    expect(rest).to.deep.equal({
      Direction: 'App → EHR',
      Outcome: 'Answered',
      Latency: '3.0 ms',
      'Reported by': 'talker, on the EHR’s side',
      Origin: 'https://app.example.org',
      Id: 'id-1',
    });
    expect(rows(inspector)[0]!.getAttribute('aria-selected')).to.equal('true');
  });

  it('say why a message was not let through', async () => {
    const inspector = await inspectorWith();
    const report = {
      outcome: 'rejected',
      reason: 'origin',
      origin: 'https://evil.example.org',
      expected: ['https://app.example.org'],
    } as const;
    tell(await talker(), request('1', 'ui.done'), report);
    await drawn(inspector);
    rows(inspector)[0]!.click();
    expect(facts(inspector)).to.include({
      Outcome: 'Refused: origin',
      Why: 'It came from an origin that is not allowed. Nobody was answered.',
      Origin: 'https://evil.example.org',
      'Expected origin': 'https://app.example.org',
    });
  });

  it('have a tree of the request and the answer, open as far as it is easy to take in', async () => {
    const {inspector} = await opened({resource: order});
    expect(texts(inspector)).to.deep.equal([
      'Request 4 properties',
      'messagingHandle "***"',
      'messageId "id-1"',
      'messageType "scratchpad.create"',
      'payload 1 property',
      'resource MedicationRequest, 6 properties',
      'resourceType "MedicationRequest"',
      'status "draft"',
      'medication 2 properties',
      'coding 1 element',
      'text "Metformin"',
      'count 2',
      'active true',
      'nothing null',
      'Answer after 3.0 ms 3 properties',
      'messageId "answer to id-1"',
      'responseToMessageId "id-1"',
      'payload 1 property',
      'status "201 Created"',
    ]);
    expect(part(inspector, 'tree').getAttribute('role')).to.equal('tree');
    const medication = item(inspector, 'medication');
    expect(medication.getAttribute('aria-level')).to.equal('4');
    expect(medication.getAttribute('aria-posinset')).to.equal('3');
    expect(medication.getAttribute('aria-setsize')).to.equal('6');
  });

  it('open and close with a click', async () => {
    const {inspector} = await opened({resource: order});
    const before = items(inspector).length;
    const payload = item(inspector, 'payload');
    payload.click();
    expect(payload.getAttribute('aria-expanded')).to.equal('false');
    expect(items(inspector).length).to.equal(before - 9);
    payload.click();
    expect(payload.getAttribute('aria-expanded')).to.equal('true');
    expect(texts(inspector)).to.include('resource MedicationRequest, 6 properties');
    item(inspector, 'resource ').click();
    expect(texts(inspector)).to.include('status "draft"');
  });

  it('show long texts as a whole on demand, and never as markup', async () => {
    const div = `<div>${'Amy '.repeat(100)}\n<img src="x"></div>`;
    const {inspector} = await opened({div});
    const short = item(inspector, 'div');
    expect(short.textContent.length).to.be.below(250);
    expect(short.textContent).to.match(/…$/);
    short.click();
    expect(texts(inspector)).to.include(div);
    expect(inside(inspector).querySelector('img')).to.equal(null);
  });

  it('show a hundred of very many, and more on demand', async () => {
    const {inspector} = await opened({list: Array.from({length: 250}, (_, index) => index)});
    item(inspector, 'list').click();
    const shown = (): number => texts(inspector).filter((text) => /^\d+ \d+$/.test(text)).length;
    expect(shown()).to.equal(100);
    item(inspector, 'Show 100 more of 150').click();
    expect(shown()).to.equal(200);
    expect(focusedItem(inspector)).to.equal('100 100');
    item(inspector, 'Show 50 more of 50').click();
    expect(shown()).to.equal(250);
    expect(item(inspector, '249').getAttribute('aria-posinset')).to.equal('250');
  });

  it('get the answers that come while they are open, and keep what has been opened', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    tell(element, request('1', 'lab.watch', {a: {b: {c: {d: 1}}}}));
    await drawn(inspector);
    rows(inspector)[0]!.click();
    item(inspector, 'payload').click();
    const before = items(inspector).length;
    tell(element, answer('1', {n: 1}, true), {direction: 'out', elapsed: 1});
    tell(element, answer('1', {n: 2}), {direction: 'out', elapsed: 2});
    await drawn(inspector);
    expect(texts(inspector).slice(before)).to.deep.equal([
      'Partial answer after 1.0 ms 4 properties',
      'Answer after 2.0 ms 3 properties',
    ]);
    expect(item(inspector, 'payload').getAttribute('aria-expanded')).to.equal('false');
    expect(facts(inspector)).to.include({Outcome: 'Answered', Answers: '2'});
  });

  it('show the answers that are left when the oldest have gone', async () => {
    const inspector = await inspectorWith({limit: 4});
    const element = await talker();
    tell(element, request('1', 'lab.watch'));
    tell(element, answer('1', {n: 0}, true), {direction: 'out', elapsed: 0});
    await drawn(inspector);
    rows(inspector)[0]!.click();
    for (let n = 1; n < 9; n++) tell(element, answer('1', {n}, true), {direction: 'out', elapsed: n});
    await drawn(inspector);
    expect(
      items(inspector)
        .filter((each) => each.ariaLevel === '1')
        .map(({textContent}) => textContent),
    ).to.deep.equal([
      'Request 4 properties',
      'Partial answer after 6.0 ms 4 properties',
      'Partial answer after 7.0 ms 4 properties',
      'Partial answer after 8.0 ms 4 properties',
    ]);
  });

  it('go when their messages have gone', async () => {
    const {inspector} = await opened({});
    inspector.clear();
    await drawn(inspector);
    expect(part(inspector, 'details').hidden).to.equal(true);
    expect(part(inspector, 'details').textContent).not.to.include('id-1');
    inspector.limit = 1;
    await inspector.updateComplete;
    const element = document.querySelector('#talker')!;
    tell(element, request('2', 'ui.done'));
    await drawn(inspector);
    rows(inspector)[0]!.click();
    tell(element, request('3', 'ui.done'));
    await drawn(inspector);
    expect(part(inspector, 'details').hidden).to.equal(true);
  });
});

describe('the details by the keyboard', () => {
  it('open with Enter, and close with Escape, back to the row', async () => {
    const inspector = await inspectorWith();
    tellExchange(await talker(), '1', 'ui.done');
    await drawn(inspector);
    const row = rows(inspector)[0]!;
    row.focus();
    press(inspector, 'Enter');
    expect(focusedItem(inspector)).to.match(/^Request/);
    press(inspector, 'Escape');
    expect(part(inspector, 'details').hidden).to.equal(true);
    expectSame(inside(inspector).activeElement, row);
    expect(row.getAttribute('aria-selected')).to.equal('false');
  });

  it('follow the row that has the focus, once they are open', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    tellExchange(element, '1', 'first.type');
    tellExchange(element, '2', 'second.type');
    await drawn(inspector);
    rows(inspector)[1]!.focus();
    press(inspector, 'ArrowUp');
    expect(part(inspector, 'details').hidden).to.equal(true);
    rows(inspector)[0]!.click();
    press(inspector, 'ArrowDown');
    expect(part(inspector, 'details').querySelector("[role='heading']")!.textContent).to.equal('second.type');
    expect(rows(inspector).map((row) => row.getAttribute('aria-selected'))).to.deep.equal(['false', 'true']);
  });

  it('walk the tree', async () => {
    const {inspector} = await opened({resource: order});
    items(inspector)[0]!.focus();
    const walk = (...keys: string[]): string => {
      for (const key of keys) press(inspector, key);
      return focusedItem(inspector);
    };
    expect(walk('ArrowDown')).to.equal('messagingHandle "***"');
    expect(walk('ArrowUp')).to.match(/^Request/);
    expect(walk('ArrowRight')).to.equal('messagingHandle "***"');
    expect(walk('ArrowRight')).to.equal('messagingHandle "***"');
    expect(walk('ArrowLeft')).to.match(/^Request/);
    expect(walk('ArrowLeft', 'ArrowDown')).to.match(/^Answer/);
    expect(walk('ArrowUp', ' ')).to.match(/^Request/);
    expect(walk('End')).to.equal('status "201 Created"');
    expect(walk('ArrowDown')).to.equal('status "201 Created"');
    expect(walk('Home')).to.match(/^Request/);
    item(inspector, 'payload').focus();
    expect(item(inspector, 'payload').getAttribute('aria-expanded')).to.equal('false');
    expect(walk('Enter', 'ArrowDown')).to.match(/^resource/);
    press(inspector, '*');
    expect(texts(inspector)).to.include('status "draft"');
  });

  it('have one tab stop in the tree', async () => {
    const {inspector} = await opened({resource: order});
    item(inspector, 'status').focus();
    expect(items(inspector).filter(({tabIndex}) => tabIndex === 0).length).to.equal(1);
    expect(item(inspector, 'status').tabIndex).to.equal(0);
  });
});

describe('the details in little room', () => {
  it('are in front of the list, take the focus, and give it back', async () => {
    const {inspector} = await opened({resource: order}, {width: 360});
    const details = part(inspector, 'details').getBoundingClientRect();
    const list = part(inspector, 'list').getBoundingClientRect();
    expect(Math.abs(details.left - list.left)).to.be.below(2);
    expect(details.width).to.be.above(340);
    expect(getComputedStyle(scroller(inspector)).visibility).to.equal('hidden');
    expect(focusedItem(inspector)).to.match(/^Request/);
    button(inspector, 'Close').click();
    expectSame(inside(inspector).activeElement, rows(inspector)[0]);
    expect(getComputedStyle(scroller(inspector)).visibility).to.equal('visible');
  });
});
