import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mean, median, medianWithInterval, percentile, ratios, summarize} from './statistics.mjs';

test('median and quartiles are found between the values where they lie there', () => {
  assert.deepEqual(summarize([4, 1, 3, 2]), {low: 1.75, median: 2.5, high: 3.25});
  assert.deepEqual(summarize([7]), {low: 7, median: 7, high: 7});
});

test('percentiles of a hundred and one values are the values themselves', () => {
  const values = Array.from({length: 101}, (_, index) => 100 - index);
  assert.deepEqual(
    [0, 50, 95, 99, 100].map((percent) => percentile(values, percent)),
    [0, 50, 95, 99, 100],
  );
  assert.equal(percentile([1, 2], 75), 1.75);
});

test('mean and median of known values', () => {
  assert.equal(mean([1, 2, 6]), 3);
  assert.equal(median([9, 1, 2]), 2);
});

test('ratios are taken value by value', () => {
  assert.deepEqual(ratios([1, 20], [2, 40]), [0.5, 0.5]);
});

test('values that are all the same have an interval of no width', () => {
  assert.deepEqual(
    medianWithInterval([
      [2, 2],
      [2, 2],
    ]),
    {low: 2, median: 2, high: 2},
  );
});

test('the same values have the same interval in every run', () => {
  const groups = [
    [1, 3],
    [2, 5],
    [4, 4],
    [0, 9],
  ];
  assert.deepEqual(medianWithInterval(groups), medianWithInterval(groups));
});

test('the interval holds the median, and grows narrower with more values', () => {
  const groups = (count) => Array.from({length: count}, (_, index) => [((index * 37) % 101) / 101]);
  const few = medianWithInterval(groups(10));
  const many = medianWithInterval(groups(1000));
  for (const {low, median: middle, high} of [few, many])
    assert.ok(low < middle && middle < high, `${low}, ${middle}, ${high}`);
  assert.ok(many.high - many.low < (few.high - few.low) / 3);
});

test('an interval holds the true median in about 95 of 100 samples', () => {
  let state = 7;
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const samples = Array.from({length: 200}, () => Array.from({length: 40}, () => [random()]));
  const hits = samples
    .map((sample) => medianWithInterval(sample, 400))
    .filter(({low, high}) => low <= 0.5 && high >= 0.5);
  assert.ok(hits.length >= 180 && hits.length <= 199, `${hits.length} of 200`);
});

test('values of one page that resemble each other do not make the interval narrower', () => {
  const apart = Array.from({length: 10}, (_, page) => [page]);
  const alike = apart.map(([value]) => Array(8).fill(value));
  assert.deepEqual(medianWithInterval(alike), medianWithInterval(apart));
});
