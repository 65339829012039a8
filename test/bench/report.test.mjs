import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answer, check, largeRequest, request} from './pages/payloads.js';
import {framesTable, measureTable, percentilesTable, scratchpadTable, summaryTable} from './report.mjs';
import {collect} from './results.mjs';
import {orderOfRound} from './rounds.mjs';

const row = (id, unit, better) => ({rows: () => [{id, title: `Title of ${id}`, unit, better}]});

const run = {
  date: '2026-11-23T04:00:00.000Z',
  rounds: 3,
};
const measured = {
  measures: [
    row('round-trip', 'ms', 'lower'),
    row('throughput', 'requests/s', 'higher'),
    row('round-trip-50', 'ms', 'lower'),
    row('round-trip-99', 'ms', 'lower'),
    row('frames-1', 'ms', 'lower'),
    row('frames-100', 'ms', 'lower'),
    ...['create', 'read', 'update', 'delete', 'read-all'].map((name) => row(`scratchpad-${name}-10`, 'ms', 'lower')),
  ],
  contenders: [
    {id: 'raw-window', name: 'window'},
    {id: 'kit', name: 'this kit'},
    {id: 'penpal', name: 'Penpal 7', version: '7.0.6'},
  ],
};
const scratchpad = Object.fromEntries(
  ['create', 'read', 'update', 'delete', 'read-all'].map((name, index) => [
    `scratchpad-${name}-10`,
    {kit: [index + 1, index + 1, index + 1]},
  ]),
);
const results = collect(run, measured, {
  'round-trip': {'raw-window': [1, 2, 4], kit: [0.5, 1, 2], penpal: [3, 3, 3]},
  throughput: {'raw-window': [1000, 2000, 4000], kit: [2500, 5000, 10_000]},
  'round-trip-50': {'raw-window': [1], kit: [0.5]},
  'round-trip-99': {'raw-window': [4], kit: [3]},
  'frames-1': {'raw-window': [1], kit: [0.5]},
  'frames-100': {'raw-window': [2], kit: [0.5]},
  ...scratchpad,
});

test('ratios are taken within each round, so that a slow round changes none', () => {
  assert.deepEqual(results.measures['round-trip'].contenders.kit.toWindow, {low: 0.5, median: 0.5, high: 0.5});
  assert.equal(results.measures['round-trip'].contenders.kit.toPort, undefined);
});

test('every round has all contenders, in another order than the one before', () => {
  const all = ['a', 'b', 'c'];
  const orders = [0, 1, 2, 3].map((round) => orderOfRound(all, round));
  for (const order of orders) assert.deepEqual([...order].sort(), all);
  for (const [index, order] of orders.slice(1).entries()) assert.notDeepEqual(order, orders[index]);
});

test('an answer is checked in full', () => {
  check(request(5), structuredClone(answer(request(5))));
  check(largeRequest(5), structuredClone(answer(largeRequest(5))));
  assert.throws(() => check(request(5), answer(request(6))), /Request 5 was answered with/);
  assert.throws(() => check(request(5), undefined), /undefined/);
});

test('the large answer is about 1 MB', () => {
  const {length} = JSON.stringify(answer(largeRequest(1)));
  assert.ok(length > 950_000 && length < 1_050_000, `${length} characters`);
});

test('the summary has a row for each contender, a column for what was measured, and ratios in brackets', () => {
  const [head, rule, ...rows] = summaryTable(results).split('\n');
  assert.equal(head, '|  | round trip | 2,000 in flight |');
  assert.equal(rule, '| --- | --: | --: |');
  assert.deepEqual(rows, [
    '| window | 2.00 ms | 2,000 requests/s |',
    '| **this kit** | 1.00 ms (0.50×) | 5,000 requests/s (2.50×) |',
    '| Penpal 7 | 3.00 ms (1.50×) | – |',
  ]);
});

test('the table of frames leaves out who was not measured', () => {
  assert.deepEqual(framesTable(results).split('\n'), [
    '|  | 1 frame | 100 frames |',
    '| --- | --: | --: |',
    '| window | 1.00 ms | 2.00 ms |',
    '| **this kit** | 0.50 ms (0.50×) | 0.50 ms (0.25×) |',
  ]);
});

test('the table of percentiles has a column for each that was measured', () => {
  assert.deepEqual(percentilesTable(results).split('\n'), [
    '|  | 50 of 100, at most | 99 of 100, at most |',
    '| --- | --: | --: |',
    '| window | 1.00 ms | 4.00 ms |',
    '| **this kit** | 0.50 ms (0.50×) | 3.00 ms (0.75×) |',
  ]);
});

test('the table of the scratchpad has a row for each operation', () => {
  const lines = scratchpadTable(results).split('\n');
  assert.equal(lines[0], '|  | 10 resources |');
  assert.deepEqual(lines.slice(2), [
    '| create | 1.00 ms |',
    '| read one | 2.00 ms |',
    '| update | 3.00 ms |',
    '| delete | 4.00 ms |',
    '| read all | 5.00 ms |',
  ]);
});

test('the table of one measure has quartiles and ratios', () => {
  const lines = measureTable(results, 'round-trip').split('\n');
  assert.match(lines[0], /Title of round-trip, ms/);
  assert.equal(lines[3], '| **this kit** | 1.00 | 0.75 – 1.50 | 0.50× | – |');
});
