import {expect} from '@open-wc/testing';
import type {MessageReport} from '../../components/channel/types.js';
import {latencyOf, reasonOf, type Exchange, type Source} from '../../components/transcript/exchange.js';
import {Recording} from '../../components/transcript/recording.js';
import {answer, request} from '../support/inspector.js';

function bench(limit = 100): {
  recording: Recording;
  frame: Source;
  tell: (message: unknown, report?: Partial<MessageReport>, source?: Source) => void;
  list: () => string[];
  only: () => Exchange;
} {
  const recording = new Recording(limit);
  const frame = recording.newSource('ehr', 'Dosing');
  let now = 1000;
  return {
    recording,
    frame,
    tell: (message, report, source = frame) =>
      recording.add(source, {direction: 'in', outcome: 'delivered', message, ...report}, (now += 10)),
    list: () => recording.exchanges.map(({from, messageType, outcome}) => `${from} ${messageType} ${outcome}`),
    only: () => {
      expect(recording.exchanges.length).to.equal(1);
      return recording.exchanges[0]!;
    },
  };
}

const out = {direction: 'out'} as const;
const rejected = (reason: NonNullable<MessageReport['reason']>): Partial<MessageReport> => ({
  outcome: 'rejected',
  reason,
});

describe('the exchanges of a recording', () => {
  it('pair a request with its answer, and know how long it took', () => {
    const {tell, only} = bench();
    tell(request('1', 'ui.done'));
    expect(only().outcome).to.equal('waiting');
    tell(answer('1'), {...out, elapsed: 7});
    expect(only().outcome).to.equal('answered');
    expect(latencyOf(only())).to.equal(7);
  });

  it('keep partial answers with their request, which waits for the last one', () => {
    const {tell, only} = bench();
    tell(request('1', 'lab.watch'));
    tell(answer('1', {}, true), out);
    tell({...answer('1'), additionalResponseExpected: true}, out); // as some spell it
    expect(only().outcome).to.equal('waiting');
    tell(answer('1'), out);
    expect(only().outcome).to.equal('answered');
    expect(only().records.length).to.equal(4);
  });

  it('measure by the clock what the element does not measure: an answered handshake', () => {
    const {tell, only} = bench();
    tell(request('1', 'status.handshake'), out);
    tell(answer('1', {}), {elapsed: 0});
    expect(latencyOf(only())).to.equal(10);
  });

  it('tell both directions apart, also where both sides use the same id', () => {
    const {tell, list} = bench();
    tell(request('1', 'sdc.configure'), out);
    tell(request('1', 'ui.done'));
    tell(answer('1'));
    expect(list()).to.deep.equal(['ehr sdc.configure answered', 'app ui.done waiting']);
  });

  it('tell the elements apart, also where both hear the same id', () => {
    const {tell, list, recording} = bench();
    const context = recording.newSource('app', 'smart-messaging-context');
    tell(request('1', 'ui.done'), out, context);
    tell(request('1', 'ui.done'));
    tell(answer('1'), out);
    expect(list()).to.deep.equal(['app ui.done waiting', 'app ui.done answered']);
  });

  for (const [group, payload, reason] of [
    ['ui', {status: 'failure', statusDetail: {text: 'Not now.'}}, 'Not now.'],
    ['scratchpad', {status: '404 Not Found', outcome: {issue: [{severity: 'error', diagnostics: 'Gone.'}]}}, 'Gone.'],
    ['other', {outcome: {resourceType: 'OperationOutcome', issue: [{severity: 'fatal', diagnostics: 'No.'}]}}, 'No.'],
    ['sdc', {status: 'error'}, 'error'],
    ['handshake', {error: {code: 'security', display: 'Wrong handle.'}}, 'Wrong handle.'],
    ['older', {success: false, details: 'Nothing selected.'}, 'Nothing selected.'],
  ] as const) {
    it(`call an answer that says no refused, with its words: ${group}`, () => {
      const {tell, only} = bench();
      tell(request('1', 'any.type'));
      tell(answer('1', payload), out);
      expect(only().outcome).to.equal('refused');
      expect(reasonOf(only())).to.equal(reason);
    });
  }

  for (const [what, payload] of [
    ['an outcome with nothing but hints', {outcome: {issue: [{severity: 'information'}]}}],
    ['a status of 2xx', {status: 201, outcome: {issue: [{severity: 'error'}]}}],
    ['an outcome that is no object', {outcome: 'none'}],
  ] as const) {
    it(`call an answer with ${what} answered`, () => {
      const {tell, only} = bench();
      tell(request('1', 'any.type'));
      tell(answer('1', payload), out);
      expect(only().outcome).to.equal('answered');
    });
  }

  it('show a request that was not let through as refused, with the reason, and the answer that it got', () => {
    const {tell, only} = bench();
    tell(request('1', 'ui.done'), rejected('scope'));
    tell(answer('1', {status: 'failure'}), out);
    expect(only().outcome).to.equal('refused');
    expect(reasonOf(only())).to.equal('scope');
    expect(only().records.length).to.equal(2);
  });

  it('give the answer that comes next to the first of two requests with one id, unless it has had it', () => {
    const {tell, list, recording} = bench();
    tell(request('1', 'ui.done'));
    tell(request('1', 'ui.done'), rejected('duplicate'));
    tell(answer('1'), out);
    expect(list()).to.deep.equal(['app ui.done answered', 'app ui.done refused']);
    tell(request('1', 'ui.done'), rejected('duplicate'));
    tell(answer('1'), out);
    expect(recording.exchanges.map(({records}) => records.length)).to.deep.equal([2, 1, 2]);
  });

  it('do not believe a stranger that it answers something', () => {
    const {tell, list} = bench();
    tell(request('1', 'sdc.configure'), out);
    tell(answer('1'), {...rejected('origin'), origin: 'https://evil.example.org'});
    expect(list()).to.deep.equal(['ehr sdc.configure waiting', 'app  refused']);
  });

  it('are not answered by a stranger that uses the id of a request', () => {
    const {tell, list} = bench();
    tell(request('1', 'ui.done'), rejected('source'));
    tell(request('1', 'ui.launchActivity'));
    tell(answer('1'), out);
    expect(list()).to.deep.equal(['app ui.done refused', 'app ui.launchActivity answered']);
  });

  it('fail with a time-out, and keep an answer that comes too late with their request', () => {
    const {tell, only, recording, frame} = bench();
    tell(request('1', 'sdc.configure'), out);
    recording.fail(frame, '1', 'timeout');
    tell(answer('1'), rejected('unmatched'));
    expect(only().outcome).to.equal('failed');
    expect(reasonOf(only())).to.equal('timeout');
    expect(only().records.length).to.equal(2);
  });

  it('of both directions fail when the other side’s document goes, but not those of other elements', () => {
    const {tell, list, recording, frame} = bench();
    const other = recording.newSource('ehr', 'Other');
    tell(request('1', 'ui.done'));
    tell(request('2', 'sdc.configure'), out);
    tell(request('3', 'ui.done'));
    tell(answer('3'), out);
    tell(request('1', 'ui.done'), {}, other);
    recording.disconnect(frame);
    expect(list()).to.deep.equal([
      'app ui.done failed',
      'ehr sdc.configure failed',
      'app ui.done answered',
      'app ui.done waiting',
    ]);
  });

  it('show what is no message at all', () => {
    const {tell, list} = bench();
    for (const message of ['(string, not shown)', null, 7, [], {}]) tell(message, rejected('shape'));
    expect(list()).to.deep.equal(Array.from({length: 5}, () => 'app  refused'));
  });
});

describe('the bounds of a recording', () => {
  it('let the oldest go when there are more messages than the limit', () => {
    const {tell, recording} = bench(4);
    for (const id of ['1', '2', '3']) {
      tell(request(id, `type.${id}`));
      tell(answer(id), out);
    }
    expect(recording.exchanges.map(({messageType}) => messageType)).to.deep.equal(['type.2', 'type.3']);
    expect(recording.messages).to.equal(4);
  });

  it('take a lower limit at once', () => {
    const {tell, recording} = bench();
    for (let id = 0; id < 50; id++) tell(request(String(id), 'ui.done'));
    recording.limit = 10;
    expect(recording.messages).to.equal(10);
    expect(recording.exchanges[0]!.messageId).to.equal('40');
  });

  it('let the first answers of a request go before the request', () => {
    const {tell, only} = bench(3);
    tell(request('1', 'lab.watch'));
    for (let number = 0; number < 5; number++) tell(answer('1', {number}, true), out);
    const {messageType, records} = only();
    expect(messageType).to.equal('lab.watch');
    const payloads = records.map(({message}) => (message as {payload: {number?: number}}).payload.number);
    expect(payloads).to.deep.equal([undefined, 3, 4]);
  });

  it('do not answer a request that has gone', () => {
    const {tell, list} = bench(1);
    tell(request('1', 'ui.done'));
    tell(request('2', 'ui.done'));
    tell(answer('1'), out);
    expect(list()).to.deep.equal(['ehr  answered']);
  });

  it('hold for the size of all messages together as well', () => {
    const {tell, recording} = bench(10_000);
    const text = 'x'.repeat(1024 * 1024);
    for (let id = 0; id < 70; id++) tell(request(String(id), 'ui.done', {text}));
    expect(recording.messages).to.be.within(60, 64);
    expect(recording.exchanges.at(-1)!.messageId).to.equal('69');
  });

  it('forget everything when it is cleared, what waits for an answer as well', () => {
    const {tell, recording, list} = bench();
    tell(request('1', 'ui.done'));
    recording.clear();
    expect(recording.messages).to.equal(0);
    tell(answer('1'), out);
    expect(list()).to.deep.equal(['ehr  answered']);
  });
});
