/** More values than this are thinned out: the pairs of all would take too long to sort. */
const most = 600;

/**
 * How sure one has to be, in standard deviations: 3 leaves one chance in 740 for each series to be taken
 * for growing while it is not, and even that only if its true slope is as large as what is tolerated.
 */
const sureness = 3;

const median = (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

function thin(values) {
  const step = Math.ceil(values.length / most);
  return {step, values: values.filter((_, index) => index % step === 0)};
}

/**
 * Theil and Sen's slope of equally spaced values, per step: the median of the slopes between all pairs. Up to 29% of the
 * values may be outliers, such as samples taken before something was collected, without moving it far. `low` and `high`
 * are Sen's bounds for it, from the variance of Kendall's statistic; with too few values they are infinite.
 */
export function theilSen(all) {
  const {step, values} = thin(all);
  const slopes = [];
  for (let later = 1; later < values.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      slopes.push((values[later] - values[earlier]) / ((later - earlier) * step));
    }
  }
  slopes.sort((a, b) => a - b);
  const {length: n} = values;
  const reach = sureness * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const outside = Math.floor((slopes.length - reach) / 2) - 1;
  return {
    slope: slopes.length > 0 ? median(slopes) : NaN,
    low: slopes[outside] ?? -Infinity,
    high: slopes[slopes.length - 1 - outside] ?? Infinity,
  };
}

/** Whether a series surely grows by more than that per step, in its second half: in the first, things are made once. */
export function judge(series, tolerance) {
  const values = series.slice(Math.floor(series.length / 2));
  const {slope, low, high} = theilSen(values);
  return {first: values[0], last: values.at(-1), slope, low, high, tolerance, grows: low > tolerance};
}
