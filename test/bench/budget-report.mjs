// What people read of the budgets: lines for the terminal, a table for the README.
import {atLimit, beside, formatNumber, formatOf, withUnit} from './format.mjs';
import {table} from './markdown.mjs';

const verdicts = {met: 'met', missed: '**missed**', undecided: 'undecided'};

function intervalText(budget, by) {
  if (budget[by] === undefined) return '–';
  const format = formatOf(budget);
  const {low, median, high} = budget[by];
  return `${format(median)} (${formatNumber(low)} – ${formatNumber(high)})`;
}

/** Each budget with both intervals, its limit, and whether it is met. */
export const budgetsTable = (results) =>
  table(
    ['', 'limit', 'by the clock', 'by CPU', 'pairs', ''],
    results.budgets.map((budget) => [
      `${budget.title}, ${beside(results, budget)}`,
      atLimit(budget),
      intervalText(budget, 'wall'),
      intervalText(budget, 'cpu'),
      `${budget.pairs}`,
      verdicts[budget.verdict],
    ]),
  );

/** What disturbed the run, for the README: of each sign the first sentence. Empty where nothing did. */
export const disturbedNote = ({disturbed}) =>
  disturbed.length === 0
    ? ''
    : `The machine disturbed this run, so that its figures are rough. ${disturbed.map(({found}) => found[0]).join(' ')}\n\n`;

function perCallText({perCall, unit, contenders}, by) {
  const text = (side) => withUnit(perCall[side][by], unit);
  return contenders.peer === undefined ? '' : ` [${text('kit')} to ${text('peer')}]`;
}

function budgetLine(results, budget) {
  const by = Object.entries({wall: 'clock', cpu: 'CPU'}).filter(([each]) => budget[each]);
  const figures = by.map(([each, name]) => `${name} ${intervalText(budget, each)}${perCallText(budget, each)}`);
  const amount = budget.contenders.peer === undefined ? `${budget.pairs} pages` : `${budget.pairs} pairs`;
  return `${budget.verdict.padEnd(9)}  ${budget.title}, ${beside(results, budget)}: ${atLimit(budget)}\n           ${figures.join('; ')}; ${amount}`;
}

/** The budgets and what disturbed the run, as text. */
export function budgetLines(results) {
  const {budgets, disturbed} = results;
  if (budgets.length === 0) return 'No budget was measured.';
  const noCpu = budgets.some(({contenders, cpu}) => contenders.peer !== undefined && cpu === undefined);
  const fewer = budgets.filter(({contenders, pairs}) => contenders.peer !== undefined && pairs < results.pairs);
  return [
    'Budgets: median, in brackets the interval that holds it with 95 %, in square brackets the time of a call of this kit and of its peer',
    ...budgets.map((budget) => budgetLine(results, budget)),
    ...(noCpu ? ['No CPU time of processes on this system (no /proc): by the clock only.'] : []),
    ...fewer.map(({title, pairs}) => `${title}: ${pairs} pairs only, since more would take too long.`),
    ...(disturbed.length > 0 ? ['', 'The machine disturbed this run. Repeat it when nothing else runs:'] : []),
    ...disturbed.flatMap(({found, why}) => [why, ...found.map((one) => `- ${one}`)]),
  ].join('\n');
}
