import {expect} from '@open-wc/testing';
import type {SmartMessageInspector} from '../../components/smart-message-inspector/define.js';
import type {Exchange} from '../../components/transcript/exchange.js';
import {everything, messageTypes, Search} from '../../components/smart-message-inspector/filter.js';
import {Recording} from '../../components/transcript/recording.js';
import {
  answer,
  choose,
  drawn,
  inside,
  inspectorWith,
  lookFor,
  part,
  request,
  rows,
  talker,
  tell,
  tellExchange,
  types,
} from '../support/inspector.js';
import {eventually} from '../support/eventually.js';

async function talked(): Promise<{inspector: SmartMessageInspector; element: HTMLElement}> {
  const inspector = await inspectorWith();
  const element = await talker();
  tell(element, request('1', 'sdc.configure', {terminologyServer: 'https://tx.example.org'}), {direction: 'out'});
  tell(element, answer('1'), {elapsed: 2});
  tellExchange(element, '2', 'scratchpad.create', {resource: {resourceType: 'ServiceRequest', note: 'Grüße'}});
  tell(element, request('3', 'fhir.http'), {outcome: 'rejected', reason: 'scope', origin: 'https://app.example.org'});
  tell(element, request('4', 'scratchpad.read', {location: 'ServiceRequest/77'}));
  await drawn(inspector);
  return {inspector, element};
}

const everyType = ['sdc.configure', 'scratchpad.create', 'fhir.http', 'scratchpad.read'];

describe('the filter of <smart-message-inspector>', () => {
  for (const [label, value, expected] of [
    ['Direction', 'ehr', ['sdc.configure']],
    ['Direction', 'app', ['scratchpad.create', 'fhir.http', 'scratchpad.read']],
    ['Type', 'fhir.http', ['fhir.http']],
    ['Outcome', 'waiting', ['scratchpad.read']],
    ['Outcome', 'answered', ['sdc.configure', 'scratchpad.create']],
    ['Outcome', 'refused', ['fhir.http']],
    ['Outcome', 'failed', []],
  ] as const) {
    it(`shows only ${value}, and everything again`, async () => {
      const {inspector} = await talked();
      choose(inspector, label, value);
      await drawn(inspector);
      expect(types(inspector)).to.deep.equal(expected);
      expect(part(inspector, 'list').getAttribute('aria-rowcount')).to.equal(String(expected.length + 1));
      expect(part(inspector, 'count').textContent).to.equal(`${expected.length} of 4 entries`);
      choose(inspector, label, '');
      await drawn(inspector);
      expect(types(inspector)).to.deep.equal(everyType);
      expect(part(inspector, 'count').textContent).to.equal('6 messages');
    });
  }

  for (const [text, expected] of [
    ['SCRATCHPAD', ['scratchpad.create', 'scratchpad.read']],
    ['grüsse', []],
    ['GRÜSSE', []],
    ['grüße', ['scratchpad.create']],
    ['ServiceRequest/77', ['scratchpad.read']],
    ['terminologyServer', ['sdc.configure']],
    ['scope', ['fhir.http']],
    ['app.example.org', ['fhir.http']],
    ['talker', everyType],
    ['success', ['sdc.configure', 'scratchpad.create']],
    ['payload', []],
    ['nowhere', []],
  ] as const) {
    it(`finds ${text} in what was sent, answers as well`, async () => {
      const {inspector} = await talked();
      lookFor(inspector, ` ${text} `);
      await drawn(inspector);
      expect(types(inspector)).to.deep.equal(expected);
    });
  }

  it('can be told all at once', async () => {
    const {inspector} = await talked();
    choose(inspector, 'Direction', 'app');
    choose(inspector, 'Outcome', 'waiting');
    lookFor(inspector, 'scratchpad');
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['scratchpad.read']);
  });

  it('holds for what comes after it', async () => {
    const {inspector, element} = await talked();
    choose(inspector, 'Outcome', 'waiting');
    await drawn(inspector);
    tell(element, answer('4'), {direction: 'out'});
    tell(element, request('5', 'ui.done'));
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['ui.done']);
  });

  it('offers the types that there are, and keeps the chosen one when its messages have gone', async () => {
    const {inspector} = await talked();
    const select = inside(inspector).querySelector<HTMLSelectElement>("select[aria-label='Type']")!;
    const offered = (): string[] => Array.from(select.options, ({value}) => value);
    expect(offered()).to.deep.equal(['', ...everyType.toSorted()]);
    choose(inspector, 'Type', 'fhir.http');
    inspector.clear();
    await drawn(inspector);
    expect(offered()).to.deep.equal(['', 'fhir.http']);
    expect(select.value).to.equal('fhir.http');
  });

  it('says that nothing matches, and, once somebody has stopped typing, how much does', async () => {
    const {inspector} = await talked();
    lookFor(inspector, 'nowhere');
    await drawn(inspector);
    expect(part(inspector, 'empty').textContent).to.equal('No message matches the filter.');
    const status = part(inspector, 'status');
    expect(status.textContent).to.equal('');
    await eventually('it is said', () => status.textContent === '0 of 4 entries');
    expect(status.getAttribute('role')).to.equal('status');
  });

  it('says nothing of messages that come', async () => {
    const {inspector, element} = await talked();
    tellExchange(element, '8', 'ui.done');
    await drawn(inspector);
    expect(part(inspector, 'status').textContent).to.equal('');
    expect(inside(inspector).querySelectorAll('[aria-live], [role=alert], [role=log]').length).to.equal(0);
  });
});

describe('looking for a text in very many messages', () => {
  function recorded(count: number): readonly Exchange[] {
    const recording = new Recording(count);
    const source = recording.newSource('ehr', 'Dosing');
    for (let id = 0; id < count; id++) {
      const message = request(String(id), 'any.type', {number: `n${id}`});
      recording.add(source, {direction: 'in', outcome: 'delivered', message});
    }
    return recording.exchanges;
  }

  it('stops when its time is over, and goes on where it has stopped', () => {
    const exchanges = recorded(1000);
    const search = new Search();
    search.filter = {...everything, text: 'n'};
    let looked = 0;
    let found = 0;
    let rounds = 0;
    do {
      looked = 0;
      found = search.pick(exchanges, () => looked++ >= 300).length;
      rounds++;
    } while (!search.isComplete);
    expect(rounds).to.equal(4);
    expect(found).to.equal(1000);
  });

  it('does not look twice, but for what has changed', () => {
    const exchanges = recorded(10);
    const search = new Search();
    search.filter = {...everything, text: 'n3'};
    expect(search.pick(exchanges, () => false).length).to.equal(1);
    expect(search.pick(exchanges, () => true).length).to.equal(1);
    expect(search.isComplete).to.equal(true);
    exchanges[4]!.revision++;
    search.pick(exchanges, () => true);
    expect(search.isComplete).to.equal(false);
  });

  it('finds everything in the end', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    for (let id = 0; id < 5000; id++) tell(element, request(String(id), 'any.type', {text: `text ${id}`}));
    lookFor(inspector, 'text 49');
    await eventually('all are found', () => part(inspector, 'count').textContent === '111 of 5,000 entries');
    expect(rows(inspector).length).to.be.below(60);
  });

  it('offers no more types than one can choose from', () => {
    const recording = new Recording(1000);
    const source = recording.newSource('ehr', '');
    for (let id = 0; id < 1000; id++) {
      recording.add(source, {direction: 'in', outcome: 'delivered', message: request(String(id), `type.n${id}`)});
    }
    expect(messageTypes(recording.exchanges).length).to.equal(200);
  });
});
