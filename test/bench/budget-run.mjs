import {longest, planOf} from './budgets.mjs';
import {contenders as everyone} from './contenders.mjs';
import {runPairs} from './pairs.mjs';
import {judge} from './verdict.mjs';

/** Enough to see that everything answers. */
const quickCounts = {calls: 2, warmUp: 0};

/** Measures each budget's pairs. Returns what they come to, and the pairs themselves (`measured`). */
export async function judgeBudgets(bench, {budgets, pairs, quick}, log) {
  const measured = [];
  for (const budget of pairs === 0 ? [] : budgets) {
    const started = performance.now();
    const plan = {warmUp: 0, longest, ...planOf(budget, pairs), ...budget, ...(quick && quickCounts)};
    const pages = await runPairs(bench, budget, everyone, plan).catch((error) => {
      throw new Error(`The budget ${budget.id} could not be measured. ${error.message}`, {cause: error});
    });
    measured.push({budget, pages});
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    log(`Budget ${budget.id}: ${pages.flat().length} ${budget.peer ? 'pairs' : 'values'}, ${seconds} s`);
  }
  return {budgets: measured.map(({budget, pages}) => judge(budget, pages)), measured};
}
