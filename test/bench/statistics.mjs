const quantile = (sorted, part) => {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
};

const round = (number) => Number(number.toPrecision(4));

export const median = (values) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Median and quartiles, to four digits. */
export function summarize(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    low: round(quantile(sorted, 0.25)),
    median: round(quantile(sorted, 0.5)),
    high: round(quantile(sorted, 0.75)),
  };
}

/** What each round's value was of that round's other value: what slowed down a whole round is not in it. */
export const ratios = (values, others) => values.map((value, round) => value / others[round]);
