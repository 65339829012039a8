import {atLimit, beside, clockAndCpu, conditions} from './format.mjs';

const width = 820;
const margin = 24;
const left = 348;
const right = width - 216;
const rowHeight = 48;
const top = 100;

const style = `
    text { font-family: system-ui, sans-serif; font-size: 13px; fill: #1f2328; }
    .title { font-size: 17px; font-weight: 600; }
    .name { font-weight: 600; }
    .small { font-size: 11.5px; fill: #59636e; }
    .background { fill: #ffffff; stroke: #d1d9e0; }
    .grid { stroke: #d1d9e0; }
    .limit { stroke: #1f2328; stroke-width: 1.5; }
    .interval { stroke-width: 3; stroke-linecap: round; }
    .cpu { stroke: #0a6cd6; fill: #0a6cd6; }
    .wall { stroke: #818b98; fill: #818b98; }
    .missed { fill: #c62a1e; font-weight: 600; }
    .met { fill: #1a7f37; font-weight: 600; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc; }
      .small { fill: #9198a1; }
      .background { fill: #0d1117; stroke: #3d444d; }
      .grid { stroke: #3d444d; }
      .limit { stroke: #f0f6fc; }
      .cpu { stroke: #4493f8; fill: #4493f8; }
      .missed { fill: #ff7b72; }
      .met { fill: #57ab5a; }
    }`;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** How much of the limit is used: 1 is all of it, and less is better, whichever way the figure goes. */
export const usedOf = ({better, limit}, value) => (better === 'lower' ? value / limit : limit / value);

const intervalsOf = (budget) => ['cpu', 'wall'].flatMap((by) => (budget[by] ? [{by, budget, ...budget[by]}] : []));

/** From which to which share of the limit the axis goes, in steps of which the limit itself is one. */
function axisOf(budgets) {
  const used = budgets.flatMap((budget) =>
    intervalsOf(budget).flatMap(({low, high}) => [usedOf(budget, low), usedOf(budget, high)]),
  );
  const [least, most] = [Math.min(0.75, ...used), Math.max(1.25, ...used)];
  const step = most - least > 1.25 ? 0.5 : 0.25;
  const from = Math.max(0, Math.floor(least / step) * step);
  const to = Math.ceil(most / step) * step;
  const steps = Array.from({length: Math.round((to - from) / step) + 1}, (_, index) => from + index * step);
  const x = (share) => Number((left + ((share - from) / (to - from)) * (right - left)).toFixed(1));
  return {steps, x};
}

/** A chart of the budgets as SVG: for each how much of its limit is used, by the clock and by CPU, with intervals. */
export function chart(results) {
  const {budgets} = results;
  const {steps, x} = axisOf(budgets);
  const bottom = top + budgets.length * rowHeight;
  const height = bottom + 74;
  const summary = budgets
    .map(
      (budget) =>
        `${budget.title}, ${beside(results, budget)}: ${clockAndCpu(budget)}; ${atLimit(budget)}: ${budget.verdict}.`,
    )
    .join(' ');
  const grid = steps.map(
    (share) => `  <line class="grid" x1="${x(share)}" x2="${x(share)}" y1="${top - 6}" y2="${bottom}"/>
  <text class="small" x="${x(share)}" y="${bottom + 16}" text-anchor="middle">${Math.round(share * 100)} %</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
  <title id="title">How much of each limit this kit uses</title>
  <desc id="description">${escape(summary)}</desc>
  <style>${style}
  </style>
  <rect class="background" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
  <text class="title" x="${margin}" y="${margin + 12}">How much of each limit this kit uses</text>
  <text class="small" x="${margin}" y="${margin + 32}">Left of the strong line is within the limit. A dot is the median, a bar the interval that holds it with 95 %.</text>
  <circle class="cpu" cx="${margin + 5}" cy="${margin + 48}" r="4"/>
  <text class="small" x="${margin + 15}" y="${margin + 52}">by CPU of all browser processes</text>
  <circle class="wall" cx="${margin + 215}" cy="${margin + 48}" r="4"/>
  <text class="small" x="${margin + 225}" y="${margin + 52}">by the clock</text>
${grid.join('\n')}
  <line class="limit" x1="${x(1)}" x2="${x(1)}" y1="${top - 10}" y2="${bottom + 4}"/>
${budgets.map((budget, index) => drawBudget(results, budget, top + index * rowHeight, x)).join('\n')}
  <text class="small" x="${margin}" y="${height - 20}">${escape(conditions(results))}</text>
</svg>
`;
}

function drawBudget(results, budget, y, x) {
  const marks = intervalsOf(budget).map(({by, low, median, high}, index) => {
    const center = y + 14 + index * 12;
    const ends = [usedOf(budget, low), usedOf(budget, high)].map(x);
    return `    <line class="interval ${by}" x1="${Math.min(...ends)}" x2="${Math.max(...ends)}" y1="${center}" y2="${center}"/>
    <circle class="${by}" cx="${x(usedOf(budget, median))}" cy="${center}" r="4"/>`;
  });
  return `  <g>
    <text class="name" x="${margin}" y="${y + 16}">${escape(budget.title)}</text>
    <text class="small" x="${margin}" y="${y + 32}">${escape(`${beside(results, budget)}: ${atLimit(budget)}`)}</text>
${marks.join('\n')}
    <text class="${budget.verdict}" x="${right + 16}" y="${y + 16}">${budget.verdict}</text>
    <text class="small" x="${right + 16}" y="${y + 32}">${escape(clockAndCpu(budget))}</text>
  </g>`;
}
