import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {judge, theilSen} from './trend.mjs';

/** The same numbers in every run, between 0 and 1. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const series = (length, value) => Array.from({length}, (_, index) => value(index));

describe('the slope of Theil and Sen', () => {
  it('is that of a straight line, exactly', () => {
    assert.deepEqual(theilSen(series(20, (index) => 7 - 3 * index)), {slope: -3, low: -3, high: -3});
  });

  it('is not moved by a quarter of outliers', () => {
    const {slope} = theilSen(series(40, (index) => 2 * index + (index % 4 === 3 ? 10_000 * (index % 3) : 0)));
    assert.ok(Math.abs(slope - 2) < 0.5, `${slope}`);
  });

  it('lies between its bounds, which come closer with more values', () => {
    const random = randomNumbers(1);
    const noisy = series(200, (index) => index + 20 * random());
    const [few, many] = [theilSen(noisy.slice(0, 20)), theilSen(noisy)];
    for (const {low, slope, high} of [few, many]) assert.ok(low < slope && slope < high && low < 1 && high > 1);
    assert.ok(many.high - many.low < (few.high - few.low) / 5);
  });

  it('has no bounds where there are too few values to tell', () => {
    const {low, high} = theilSen([1, 2, 3, 4]);
    assert.deepEqual([low, high], [-Infinity, Infinity]);
  });

  it('is per value of a series that is too long to take all of', () => {
    const {slope} = theilSen(series(5000, (index) => 3 * index));
    assert.equal(slope, 3);
  });
});

describe('a series', () => {
  it('grows that leaks one in each step, whatever comes and goes beside it', () => {
    const random = randomNumbers(2);
    const {grows, slope} = judge(
      series(40, (index) => 40 + index + Math.floor(3 * random())),
      0.2,
    );
    assert.equal(grows, true, `${slope}`);
  });

  it('grows that leaks one in every second step', () => {
    assert.equal(
      judge(
        series(60, (index) => 40 + Math.floor(index / 2)),
        0.2,
      ).grows,
      true,
    );
  });

  it('does not grow for its noise, in a hundred runs', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomNumbers(seed);
      const {grows} = judge(
        series(30, () => 1_000_000 + 20_000 * random()),
        256,
      );
      assert.equal(grows, false, `seed ${seed}`);
    }
  });

  it('does not grow that has grown in its first half only', () => {
    assert.equal(
      judge(
        series(40, (index) => Math.min(index, 19)),
        0.2,
      ).grows,
      false,
    );
  });

  it('does not grow for one jump', () => {
    assert.equal(
      judge(
        series(40, (index) => (index < 30 ? 10 : 30)),
        0.2,
      ).grows,
      false,
    );
  });

  it('does not grow that shrinks or stays', () => {
    assert.equal(
      judge(
        series(40, (index) => -index),
        0.2,
      ).grows,
      false,
    );
    assert.equal(
      judge(
        series(40, () => 5),
        0.2,
      ).grows,
      false,
    );
  });

  it('does not grow where there are too few values to be sure', () => {
    assert.equal(judge([1, 2, 3, 4, 5, 6, 7, 8], 0.2).grows, false);
  });
});
