import assert from 'node:assert/strict';
import {test} from 'node:test';
import {budgets} from './budgets.mjs';
import {disturbances, signs} from './disturbance.mjs';

const budget = budgets.find(({id}) => id === 'round-trip-port');

const quiet = {total: 200, busy: 100, stolen: 0, others: 2};
const batch = (time, machine = quiet) => ({wall: time, cpu: time, machine});

/** Ten pages of eight pairs; `ratioOf` is the kit's part of the peer's by the number of the page. */
const pagesOf = ({ratioOf = () => 1.1, timeOf = () => 1, machine = quiet} = {}) =>
  Array.from({length: 10}, (_, page) =>
    Array.from({length: 8}, (_, pair) => {
      const time = timeOf(page) * (1 + 0.01 * (pair % 4));
      return {kit: batch(ratioOf(page) * time, machine), peer: batch(time, machine)};
    }),
  );

const found = (pages, busyBefore = 0.01) =>
  disturbances({busyBefore, measured: [{budget, pages}]}).flatMap((sign) => sign.found);

test('a quiet run has no sign of disturbance', () => {
  assert.deepEqual(found(pagesOf()), []);
});

test('a machine that is busy before the start disturbs', () => {
  assert.deepEqual(found(pagesOf(), 0.4), [
    'Before the start the machine was busy for 40 % of its time (at most 10 % is quiet).',
  ]);
});

test('other programs disturb by their share of the machine during the batches', () => {
  assert.deepEqual(found(pagesOf({machine: {...quiet, others: 50}})), [
    'Other programs had 25 % of the machine’s time during the batches (at most 10 % is quiet).',
  ]);
});

test('time that is stolen by other virtual machines disturbs', () => {
  assert.deepEqual(found(pagesOf({machine: {...quiet, stolen: 7}})), [
    'Other virtual machines had 3.5 % of the machine’s time during the batches (at most 2.0 % is quiet).',
  ]);
});

test('a ratio that changes in the middle of the pairs is a sign, by the clock and by CPU', () => {
  const sentences = found(pagesOf({ratioOf: (page) => (page < 5 ? 1.1 : 1.3)}));
  assert.deepEqual(sentences, [
    'Round trip, both sides this kit, beside MessagePort by hand: the ratio by the clock was 1.1 in the first half of the pairs and 1.3 in the second.',
    'Round trip, both sides this kit, beside MessagePort by hand: the ratio by CPU was 1.1 in the first half of the pairs and 1.3 in the second.',
  ]);
});

test('a ratio that swings from page to page is none', () => {
  assert.deepEqual(found(pagesOf({ratioOf: (page) => (page % 2 === 0 ? 1.1 : 1.3)})), []);
});

test('times that change while the ratio stays are a sign that the speed of the machine has', () => {
  const [sentence, ...others] = found(pagesOf({timeOf: (page) => (page < 5 ? 1 : 2)}));
  assert.match(
    sentence,
    /of the batches of MessagePort by hand, every fourth took 2\.0 times as long as another fourth/,
  );
  assert.deepEqual(others, []);
});

test('without /proc there is no sign from it', () => {
  assert.deepEqual(found(pagesOf({machine: undefined}), undefined), []);
});

test('every sign is explained in a sentence', () => {
  for (const {why} of signs) assert.match(why, /^[A-Z][^.]+\.$/);
});
