/** A measured number as one reads it: three digits or thereabouts. */
export function formatNumber(value) {
  if (value === undefined) return '–';
  const rounded = value >= 100 ? Number(value.toPrecision(3)) : value;
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return rounded.toLocaleString('en-US', {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
}

export const formatRatio = (ratio) => (ratio === undefined ? '–' : `${formatNumber(ratio)}×`);

export const withUnit = (value, unit) => `${formatNumber(value)} ${unit}`;

/** Where and when it was measured, in one line. */
export function conditions({date, browser, machine, rounds}) {
  const name = browser
    .replace(/^HeadlessChrome|^Chrome/, 'Chromium')
    .replace('/', ' ')
    .replace(/(\d+)\.[\d.]+/, '$1');
  return `${name}, ${machine.os.split(' ')[0]}, ${machine.cpu}, ${machine.cores} cores; ${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`}; ${date.slice(0, 10)}`;
}
