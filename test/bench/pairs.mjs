import {openBenchPage} from './bench-page.mjs';
import {spanOf} from './cpu-spans.mjs';
import {heapPerFrame} from './heap.mjs';
import {mean} from './statistics.mjs';

/** Who comes first changes from pair to pair, and for the first pair from page to page. */
export const orderOfPair = (page, number) => ((page + number) % 2 === 0 ? ['kit', 'peer'] : ['peer', 'kit']);

const idle = {measure: 'idle'};

const opened = {
  /** A page whose app runs the batches. */
  async batches(page, {kind}) {
    const app = await page.open();
    return {run: (calls) => app.run(kind, calls), check: app.check};
  },

  /** A page on which frames come and go; one stays, and keeps the app's process alive. */
  async connect(page) {
    await page.mount([idle]);
    const run = async (calls) =>
      mean((await page.connectTimes(Array(calls).fill(idle))).map(({connected}) => connected));
    return {run, check: () => {}};
  },

  heap: async (page) => ({run: (calls) => heapPerFrame(page, calls), check: () => {}}),
};

async function open(bench, contender, budget) {
  const page = await openBenchPage(bench, contender);
  try {
    return {...(await (opened[budget.kind] ?? opened.batches)(page, budget)), close: page.close};
  } catch (error) {
    await page.close().catch(() => {});
    throw error;
  }
}

/** One batch: milliseconds per call by the clock and of the browser's CPU, and how the machine spent the time. */
async function measure(pid, {run, check}, calls) {
  const {result, cpu, machine} = await spanOf(pid, () => run(calls));
  await check();
  return {wall: result, cpu: cpu === undefined ? undefined : cpu / calls, machine};
}

/** Pairs on two pages that stand side by side until they are done. */
async function pairsOnPage(bench, {sides, budget, calls, warmUp, pairs, page}) {
  const pid = bench.browser.process().pid;
  const pages = {};
  const inOrder = (number) => orderOfPair(page, number).filter((side) => sides[side]);
  const measurePair = async (number) => {
    const pair = {};
    for (const side of inOrder(number)) pair[side] = await measure(pid, pages[side], calls);
    return pair;
  };
  try {
    for (const side of inOrder(0)) pages[side] = await open(bench, sides[side], budget);
    for (let number = 0; number < warmUp; number++) await measurePair(number);
    const measured = [];
    for (let number = 0; number < pairs; number++) measured.push(await measurePair(number));
    return measured;
  } finally {
    for (const {close} of Object.values(pages)) await close().catch(() => {}); // where the browser has gone, that is told already
  }
}

/**
 * Measures the kit and its peer in turns, on pages that stand side by side: a batch of the one, a batch of the other, and so on.
 * Returns the pairs of each page; once it has taken `longest` milliseconds, it begins no other page.
 */
export async function runPairs(bench, budget, contenders, {pages, pairsPerPage, calls, warmUp, longest}) {
  const find = (wanted) => contenders.find(({id}) => id === wanted);
  const sides = {kit: find(budget.kit), peer: find(budget.peer)};
  const measured = [];
  const end = performance.now() + longest;
  for (let page = 0; page < pages && (page < 2 || performance.now() < end); page++) {
    measured.push(await pairsOnPage(bench, {sides, budget, calls, warmUp, pairs: pairsPerPage, page}));
  }
  return measured;
}
