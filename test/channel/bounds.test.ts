import {expect} from '@open-wc/testing';
import {WindowCount} from '../../components/transport/window-count.js';
import {ServedRequests} from '../../components/channel/served-requests.js';
import {defaultLimits} from '../../components/channel/types.js';
import {estimateSize} from '../../components/channel/estimate-size.js';
import {Clock} from '../support/clock.js';
import {oddValues} from '../support/odd-values.js';

describe('defaultLimits', () => {
  it('are the documented ones', () => {
    expect(defaultLimits).to.deep.equal({
      inFlight: 4096,
      backlog: 10_000,
      maxQueued: 256,
      maxDepth: 100,
      maxPartialResponses: 10_000,
      deduplicationIds: 10_000,
      ofType: {
        'status.handshake': 200,
        'ui.done': 200,
        'ui.launchActivity': 200,
        'fhir.http': 1000,
      },
      maxRefusals: 1000,
    });
  });
});

describe('estimateSize', () => {
  const nestsDeeperThan = (value: unknown, levels: number): boolean => estimateSize(value, levels) === Infinity;

  const nested = (levels: number): unknown => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = level % 2 ? [value] : {value};
    return value;
  };

  it('counts objects and arrays as levels', () => {
    expect([nestsDeeperThan(nested(3), 3), nestsDeeperThan(nested(4), 3)]).to.deep.equal([false, true]);
  });

  it('takes plain values for no level', () => {
    expect(['text', 7, null, undefined, 7n].map((value) => nestsDeeperThan(value, 0))).not.to.include(true);
  });

  it('stops at the limit however deep it goes', () => {
    expect(nestsDeeperThan(nested(200_000), 100)).to.equal(true);
  });

  it('takes a cycle for endless', () => {
    const value: {list: unknown[]} = {list: []};
    value.list.push({value});
    expect(nestsDeeperThan(value, 100)).to.equal(true);
  });

  it('takes an array with holes for endless, however long it is', () => {
    expect(nestsDeeperThan({list: Object.assign([], {length: 4_000_000_000})}, 100)).to.equal(true);
  });

  it('finds what nests too deep, is part of itself or has holes beyond the first 100,000 objects, too', () => {
    const many = Array.from({length: 100_001}, () => ({}));
    const cycle: {self?: object} = {};
    cycle.self = {cycle};
    expect(nestsDeeperThan([many, nested(4)], 5)).to.equal(false);
    expect(nestsDeeperThan([many, nested(5)], 5)).to.equal(true);
    expect(nestsDeeperThan([many, cycle], 100)).to.equal(true);
    expect(nestsDeeperThan([many, Object.assign([], {length: 2})], 100)).to.equal(true);
    const shared = nested(3);
    expect(nestsDeeperThan([many, {near: shared, far: {away: shared}}], 5)).to.equal(true);
    expect(nestsDeeperThan([many, {near: shared, far: {away: shared}}], 6)).to.equal(false);
  });

  it('is fast where a long array stands in another one again and again, or in itself', () => {
    const leaf = Array<number>(100_000).fill(0);
    const cycle: unknown[] = [];
    for (let count = 0; count < 5000; count++) cycle.push(cycle);
    const start = performance.now();
    expect(nestsDeeperThan({many: Array(50_000).fill(leaf)}, 100)).to.equal(false);
    expect(nestsDeeperThan(cycle, 100)).to.equal(true);
    expect(performance.now() - start).to.be.below(2000);
  });

  it('looks into maps and sets', () => {
    expect(nestsDeeperThan(new Map([['key', nested(5)]]), 5)).to.equal(true);
    expect(nestsDeeperThan(new Set([nested(2)]), 5)).to.equal(false);
    expect(estimateSize(new Map([['key', 'x'.repeat(1000)]]), 10)).to.be.above(1000);
  });

  it('counts texts, names and values', () => {
    const empty = estimateSize({}, 10);
    expect(estimateSize({name: 1}, 10) - empty).to.equal(16 + 'name'.length);
    expect(estimateSize({name: 'a text'}, 10) - empty).to.equal(16 + 'name'.length + 'a text'.length);
  });

  it('is fast where parts are shared so often that walking all paths would never end', () => {
    let value: object = {};
    for (let level = 0; level < 90; level++) value = {first: value, second: value, third: value};
    expect(nestsDeeperThan(value, 100)).to.equal(false);
  });

  it('finds the deepest path to a part that is shared', () => {
    const shared = nested(3);
    expect(nestsDeeperThan({near: shared, far: {away: shared}}, 4)).to.equal(true);
    expect(nestsDeeperThan({far: {away: shared}, near: shared}, 4)).to.equal(true);
    expect(nestsDeeperThan({near: shared, far: {away: shared}}, 5)).to.equal(false);
  });

  it('does not walk through buffers and boxed texts', () => {
    const wide = [new Uint8Array(50_000_000), Object('x'.repeat(50_000_000)), new ArrayBuffer(8), new Map()];
    const start = performance.now();
    expect(nestsDeeperThan({wide}, 3)).to.equal(false);
    expect(performance.now() - start).to.be.below(200);
  });

  for (const [name, value] of oddValues) {
    it(`decides about ${name}`, () => {
      const endless = name === 'a cyclic object' || name === 'a sparse array';
      expect(nestsDeeperThan(value, 100)).to.equal(endless);
    });
  }
});

describe('WindowCount', () => {
  let clock: Clock;

  beforeEach(() => {
    clock = new Clock();
  });

  afterEach(() => clock.restore());

  const takes = (count: WindowCount, attempts: number): number =>
    Array.from({length: attempts}, () => count.take()).filter(Boolean).length;

  it('lets through what it says in ten seconds, and as much again in the next', async () => {
    const count = new WindowCount(25);
    expect(takes(count, 100)).to.equal(25);
    await clock.advance(9000);
    expect(takes(count, 100)).to.equal(0);
    await clock.advance(1001);
    expect(takes(count, 100)).to.equal(25);
  });

  it('saves up nothing', async () => {
    const count = new WindowCount(25);
    await clock.advance(3_600_000);
    expect(takes(count, 100)).to.equal(25);
  });
});

describe('ServedRequests', () => {
  const answer = (text = '') => ({messageId: 'a', responseToMessageId: 'r', payload: {text}});
  const large = answer('x'.repeat(2_000_000));

  it('know nothing of what was never asked', () => {
    expect(new ServedRequests(10).get('id')).to.equal(undefined);
  });

  it('know what is being worked on', () => {
    const served = new ServedRequests(10);
    served.begin('id');
    expect(served.get('id')).to.equal('working');
    const first = answer();
    served.finish('id', first);
    expect(served.get('id')).to.equal(first);
  });

  it('forget the oldest beyond their limit', () => {
    const served = new ServedRequests(2);
    for (const id of ['a', 'b', 'c']) served.finish(id, answer());
    expect(['a', 'b', 'c'].map((id) => served.get(id) !== undefined)).to.deep.equal([false, true, true]);
  });

  it('never forget what is being worked on', () => {
    const served = new ServedRequests(1);
    served.begin('slow');
    for (const id of ['a', 'b', 'c']) served.finish(id, answer());
    expect([served.get('slow'), served.get('b'), served.get('c') !== undefined]).to.deep.equal([
      'working',
      undefined,
      true,
    ]);
  });

  it('keep the ids of all, but of the answers only the latest that weigh 16 Mi together', () => {
    const served = new ServedRequests(100);
    for (let number = 0; number < 12; number++) served.finish(`id-${number}`, large);
    const kept = Array.from({length: 12}, (_, number) => served.get(`id-${number}`) !== 'forgotten');
    expect(kept).to.deep.equal([false, false, false, false, true, true, true, true, true, true, true, true]);
  });

  it('do not bring back a large answer that was dropped with its id', () => {
    const served = new ServedRequests(1);
    for (let number = 0; number < 12; number++) served.finish(`id-${number}`, large);
    expect(served.get('id-0')).to.equal(undefined);
  });

  const heavy: Array<[string, object]> = [
    ['a buffer', {data: new ArrayBuffer(2_000_000)}],
    ['a typed array', {data: new Uint8Array(2_000_000)}],
    ['a Blob', {data: new Blob(['x'.repeat(2_000_000)])}],
    ['many small parts', {list: Array.from({length: 200_000}, () => ({}))}],
    ['a long name', {['x'.repeat(2_000_000)]: 1}],
    ['a long list of numbers', {list: Array.from({length: 200_000}, (_, number) => number)}],
  ];
  for (const [name, payload] of heavy) {
    it(`do not take ${name} for little`, () => {
      const served = new ServedRequests(100);
      for (let number = 0; number < 9; number++) served.finish(`id-${number}`, {...answer(), payload});
      expect(served.get('id-0')).to.equal('forgotten');
    });
  }

  it('weigh an answer that is part of itself without end', () => {
    const payload: {self?: object} = {};
    payload.self = payload;
    const served = new ServedRequests(100);
    for (let number = 0; number < 9; number++) served.finish(`id-${number}`, {...answer(), payload});
    expect(served.get('id-0')).to.equal('forgotten');
  });
});
