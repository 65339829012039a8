// From results to what people read: Markdown tables, and the chart.
import {formatNumber, formatRatio, withUnit} from './format.mjs';
import {table} from './markdown.mjs';

export {budgetLines, budgetsTable, disturbedNote} from './budget-report.mjs';
export {chart} from './chart.mjs';
export {conditions} from './format.mjs';

const nameOf = (results, contender) => {
  const {name} = results.contenders[contender];
  return contender === 'kit' ? `**${name}**` : name;
};

const present = (results, ids) => ids.filter((id) => results.measures[id]);

/** Contenders that have a value in one of these rows, in the order of the results. */
const takingPart = (results, rows) =>
  Object.keys(results.contenders).filter((contender) =>
    rows.some((row) => results.measures[row].contenders[contender]),
  );

/** One row of the results in full: median, quartiles, and the ratios to what is written by hand. */
export function measureTable(results, row) {
  const {title, unit, contenders} = results.measures[row];
  const rows = Object.entries(contenders).map(([contender, {low, median, high, toWindow, toPort}]) => [
    nameOf(results, contender),
    formatNumber(median),
    `${formatNumber(low)} – ${formatNumber(high)}`,
    formatRatio(toWindow?.median),
    formatRatio(toPort?.median),
  ]);
  return table([`${title}, ${unit}`, 'median', 'quartiles', 'of window.postMessage', 'of MessagePort'], rows);
}

/** A row for each contender, a column for each row of the results; in brackets the ratio to `window.postMessage`. */
function byContender(results, columns, head) {
  const cell = (row, contender) => {
    const {unit, contenders} = results.measures[row];
    const value = contenders[contender];
    if (value === undefined) return '–';
    const ratio = value.toWindow && contender !== 'raw-window' ? ` (${formatRatio(value.toWindow.median)})` : '';
    return `${withUnit(value.median, unit)}${ratio}`;
  };
  return table(
    ['', ...head],
    takingPart(results, columns).map((contender) => [
      nameOf(results, contender),
      ...columns.map((row) => cell(row, contender)),
    ]),
  );
}

const summaryHeads = {
  'round-trip': 'round trip',
  throughput: '2,000 in flight',
  'large-response': '1 MB response',
  connect: 'connect',
  'first-request': 'first request',
  heap: 'heap per frame',
};

/** What matters most, all contenders. */
export function summaryTable(results) {
  const columns = present(results, Object.keys(summaryHeads));
  return byContender(
    results,
    columns,
    columns.map((row) => summaryHeads[row]),
  );
}

/** How long round trips take: half of them, and nearly all. */
export function percentilesTable(results) {
  const columns = present(
    results,
    [50, 95, 99].map((percent) => `round-trip-${percent}`),
  );
  return byContender(
    results,
    columns,
    columns.map((row) => `${row.split('-').at(-1)} of 100, at most`),
  );
}

const sizesOf = (results, pattern) => [
  ...new Set(Object.keys(results.measures).flatMap((row) => pattern.exec(row)?.slice(-1).map(Number) ?? [])),
];

const count = (number, one, many) => `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** Round trips by the number of frames on the page. */
export function framesTable(results) {
  const sizes = sizesOf(results, /^frames-(\d+)$/);
  return byContender(
    results,
    sizes.map((size) => `frames-${size}`),
    sizes.map((size) => count(size, 'frame', 'frames')),
  );
}

const operations = {create: 'create', read: 'read one', update: 'update', delete: 'delete', 'read-all': 'read all'};

/** The scratchpad's operations by the number of resources on it. */
export function scratchpadTable(results) {
  const sizes = sizesOf(results, /^scratchpad-.+-(\d+)$/);
  return table(
    ['', ...sizes.map((size) => count(size, 'resource', 'resources'))],
    Object.entries(operations).map(([operation, name]) => [
      name,
      ...sizes.map((size) =>
        withUnit(results.measures[`scratchpad-${operation}-${size}`].contenders.kit?.median, 'ms'),
      ),
    ]),
  );
}

/** What has to be loaded, beside the others. */
export const sizeTable = ({sizes}) =>
  table(
    ['minified, gzipped, with all dependencies', 'kB'],
    sizes.map(({name, bytes}) => [name, (bytes / 1000).toFixed(1)]),
  );
