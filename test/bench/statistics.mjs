const quantile = (sorted, part) => {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
};

const round = (number) => Number(number.toPrecision(4));

const sorted = (values) => [...values].sort((a, b) => a - b);

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export const percentile = (values, percent) => quantile(sorted(values), percent / 100);

export const median = (values) => percentile(values, 50);

/** Median and quartiles, to four digits. */
export function summarize(values) {
  const inOrder = sorted(values);
  return {
    low: round(quantile(inOrder, 0.25)),
    median: round(quantile(inOrder, 0.5)),
    high: round(quantile(inOrder, 0.75)),
  };
}

/** What each round's value was of that round's other value: what slowed down a whole round is not in it. */
export const ratios = (values, others) => values.map((value, round) => value / others[round]);

/** Numbers from 0 to 1 that are the same in every run: the same values have the same interval. */
function randomNumbers() {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647; // Park and Miller's generator
    return state / 2_147_483_647;
  };
}

/**
 * The median of values that come in groups (the pairs of a page), and the interval that holds the true one with 95 %: by
 * bootstrap, which draws whole groups, since values of one group resemble each other.
 */
export function medianWithInterval(groups, draws = 2000) {
  const random = randomNumbers();
  const medians = Array.from({length: draws}, () =>
    median(groups.flatMap(() => groups[Math.floor(random() * groups.length)])),
  );
  const inOrder = sorted(medians);
  return {
    low: round(quantile(inOrder, 0.025)),
    median: round(median(groups.flat())),
    high: round(quantile(inOrder, 0.975)),
  };
}
