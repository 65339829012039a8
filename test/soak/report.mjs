import {counted} from './sample.mjs';
import {judge} from './trend.mjs';

/**
 * What may come with a cycle without being a leak. In every cycle each way to end a connection is gone through: of what is
 * counted in ones, whatever the kit forgot would come once per cycle at least. A fifth of that is left to collections that
 * come late.
 */
const one = 0.2;

/**
 * Bytes, by the same measure: a request that is kept takes more than this, and there are more than two hundred in a cycle;
 * an element takes fifty times as much. A run without leaks stays below a tenth of it within two minutes.
 */
const byte = 256;

export const judgeAll = (samples) =>
  Object.keys(samples[0]).flatMap((process) =>
    counted.map((name) => {
      const series = samples.map(({[process]: sample}) => sample[name]);
      return {process, name, ...judge(series, name === 'JSHeapUsedSize' ? byte : one)};
    }),
  );

export const growing = (verdicts) =>
  verdicts.filter(({grows}) => grows).map(({process, name}) => `${name} of the ${process}`);

const format = (number) =>
  number.toLocaleString('en', {maximumFractionDigits: Math.abs(number) < 100 ? 2 : 0, signDisplay: 'negative'});

const columns = [
  ['', ({process, name}) => `${process} ${name}`],
  ['from', ({first}) => format(first)],
  ['to', ({last}) => format(last)],
  ['per cycle', ({slope}) => format(slope)],
  ['surely between', ({low, high}) => `${format(low)} and ${format(high)}`],
  ['allowed', ({tolerance}) => format(tolerance)],
  ['', ({grows}) => (grows ? 'GROWS' : '')],
];

export function table(verdicts) {
  const rows = [
    columns.map(([title]) => title),
    ...verdicts.map((verdict) => columns.map(([, cell]) => cell(verdict))),
  ];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
