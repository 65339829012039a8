import {median, medianWithInterval} from './statistics.mjs';

/** From fewer pairs an interval says little; a page's heap hardly differs from the next one's. */
const fewest = {pairs: 20, values: 5};

const within = ({low, high}, {limit, better}) => (better === 'lower' ? high <= limit : low >= limit);
const beyond = ({low, high}, {limit, better}) => (better === 'lower' ? low > limit : high < limit);

/**
 * `met` where the interval lies within the limit, by the clock or by CPU; `missed` where, by CPU, it lies wholly beyond it (by the
 * clock where there is no CPU time to be had); else `undecided`.
 */
export function verdictOf({wall, cpu, pairs}, budget) {
  if (pairs < (budget.peer === undefined ? fewest.values : fewest.pairs)) return 'undecided';
  if (within(wall, budget) || (cpu && within(cpu, budget))) return 'met';
  return beyond(cpu ?? wall, budget) ? 'missed' : 'undecided';
}

/** What the kit's part of a pair is of the peer's: of times, or of calls in a time. */
const ratioOf = ({kit, peer}, by, better) => (better === 'lower' ? kit[by] / peer[by] : peer[by] / kit[by]);

const valuesBy = (pages, by, {peer, better}) =>
  pages.map((pairs) => pairs.map((pair) => (peer === undefined ? pair.kit[by] : ratioOf(pair, by, better))));

const typical = (pages, side, by) => Number(median(pages.flat().map((pair) => pair[side][by])).toPrecision(4));

/** What the pairs of a budget come to. */
export function judge(budget, pages) {
  const {id, title, kit, peer, unit, better, limit} = budget;
  const hasCpu = peer !== undefined && pages.flat().every((pair) => pair.kit.cpu !== undefined);
  const by = hasCpu ? ['wall', 'cpu'] : ['wall'];
  const intervals = Object.fromEntries(by.map((each) => [each, medianWithInterval(valuesBy(pages, each, budget))]));
  const side = (name) => Object.fromEntries(by.map((each) => [each, typical(pages, name, each)]));
  const result = {pairs: pages.flat().length, pages: pages.length, ...intervals};
  return {
    id,
    title,
    contenders: {kit, ...(peer && {peer})},
    unit,
    better,
    limit,
    ...result,
    perCall: {kit: side('kit'), ...(peer && {peer: side('peer')})},
    verdict: verdictOf(result, budget),
  };
}

/** Ratios of the first half of the pages and of the second, each with its interval: undefined from few pages. */
export function halves(budget, pages, by) {
  if (pages.length < 6) return undefined;
  const values = valuesBy(pages, by, budget);
  const middle = Math.floor(values.length / 2);
  return [values.slice(0, middle), values.slice(-middle)].map((half) => medianWithInterval(half));
}
