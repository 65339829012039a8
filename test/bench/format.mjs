/** A measured number as one reads it: three digits or thereabouts. */
export function formatNumber(value) {
  if (value === undefined) return '–';
  const rounded = value >= 100 ? Number(value.toPrecision(3)) : value;
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return rounded.toLocaleString('en-US', {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
}

export const formatRatio = (ratio) => (ratio === undefined ? '–' : `${formatNumber(ratio)}×`);

export const withUnit = (value, unit) => `${formatNumber(value)} ${unit}`;

/** A figure of a budget: a ratio to the peer, or a value where there is no peer. */
export const formatOf =
  ({contenders, unit}) =>
  (value) =>
    contenders.peer === undefined ? withUnit(value, unit) : formatRatio(value);

/** `at most 1.15×` */
export const atLimit = (budget) =>
  `${budget.better === 'lower' ? 'at most' : 'at least'} ${formatOf(budget)(budget.limit)}`;

/** What a budget compares with. */
export const beside = (results, {contenders: {peer}}) =>
  peer === undefined ? 'by itself' : `beside ${results.contenders[peer].name}`;

/** `1.08× (clock), 1.07× (CPU)` */
export const clockAndCpu = (budget) => {
  const format = formatOf(budget);
  if (budget.contenders.peer === undefined) return format(budget.wall.median);
  const cpu = budget.cpu ? `, ${format(budget.cpu.median)} (CPU)` : '';
  return `${format(budget.wall.median)} (clock)${cpu}`;
};

/** Where and when it was measured, in one line. */
export function conditions({date, browser, machine, rounds, pairs}) {
  const name = browser
    .replace(/^HeadlessChrome|^Chrome/, 'Chromium')
    .replace('/', ' ')
    .replace(/(\d+)\.[\d.]+/, '$1');
  const amount = `${pairs} pairs, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`;
  return `${name}, ${machine.os.split(' ')[0]}, ${machine.cpu}, ${machine.cores} cores; ${amount}; ${date.slice(0, 10)}`;
}
