// Signs that something else than what was measured has changed the figures.
import {setTimeout as pause} from 'node:timers/promises';
import {contenders} from './contenders.mjs';
import {machineBetween, readMachine} from './machine-time.mjs';
import {percentile} from './statistics.mjs';
import {halves} from './verdict.mjs';

/** Shares of the machine's time. */
const most = {busyBefore: 0.1, others: 0.1, stolen: 0.02};

/** How many times as long a slow batch (the third quartile) may take as a fast one (the first). */
const mostSpread = 1.3;

const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** The share of the machine that was busy in this second, before anything is started. */
export async function busyShare(milliseconds = 1000) {
  const before = readMachine();
  await pause(milliseconds);
  const spent = machineBetween(before, readMachine());
  return spent && spent.busy / spent.total;
}

const batchesOf = (pages) => pages.flat().flatMap(({kit, peer}) => (peer ? [kit, peer] : [kit]));

/** The share of the machine's time that `of` had in all batches; undefined without /proc. */
function shareOf(measured, of) {
  const spans = measured.flatMap(({pages}) => batchesOf(pages)).flatMap(({machine}) => machine ?? []);
  const sum = (name) => spans.reduce((all, span) => all + span[name], 0);
  const share = sum(of) / sum('total');
  return Number.isFinite(share) ? share : undefined;
}

const nameOf = (wanted) => contenders.find(({id}) => id === wanted).name;
const names = {wall: 'by the clock', cpu: 'by CPU'};
const apart = ([one, other]) => one.high < other.low || other.high < one.low;

function changedHalves({budget, pages}) {
  if (budget.peer === undefined) return [];
  const hasCpu = pages.flat().every(({kit}) => kit.cpu !== undefined);
  return (hasCpu ? ['wall', 'cpu'] : ['wall']).flatMap((by) => {
    const [first, second] = halves(budget, pages, by) ?? [];
    if (first === undefined || !apart([first, second])) return [];
    return `${budget.title}, beside ${nameOf(budget.peer)}: the ratio ${names[by]} was ${first.median} in the first half of the pairs and ${second.median} in the second.`;
  });
}

function changedSpeed({budget, pages}) {
  if (budget.peer === undefined) return [];
  const times = pages.flat().map(({peer}) => peer.wall);
  const spread = percentile(times, 75) / percentile(times, 25);
  if (spread <= mostSpread) return [];
  return `${budget.title}: of the batches of ${nameOf(budget.peer)}, every fourth took ${spread.toFixed(1)} times as long as another fourth.`;
}

const over = (share, limit, text) =>
  share !== undefined && share > limit ? [text(percent(share), percent(limit))] : [];

/**
 * Signs, each with why it is one, and `find`, which takes the run (`busyBefore`, and for each budget its pages of pairs) and
 * returns a sentence for everything that it finds.
 */
export const signs = [
  {
    why: 'Programs that were busy before the start are likely to go on.',
    find: ({busyBefore}) =>
      over(
        busyBefore,
        most.busyBefore,
        (share, limit) => `Before the start the machine was busy for ${share} of its time (at most ${limit} is quiet).`,
      ),
  },
  {
    why: 'Programs that run beside the browser take its CPU, its caches and its turn.',
    find: ({measured}) =>
      over(
        shareOf(measured, 'others'),
        most.others,
        (share, limit) =>
          `Other programs had ${share} of the machine’s time during the batches (at most ${limit} is quiet).`,
      ),
  },
  {
    why: 'Time that the host gives to other virtual machines is lost by the clock, and counts as CPU of nobody.',
    find: ({measured}) =>
      over(
        shareOf(measured, 'stolen'),
        most.stolen,
        (share, limit) =>
          `Other virtual machines had ${share} of the machine’s time during the batches (at most ${limit} is quiet).`,
      ),
  },
  {
    why: 'A ratio that differs between the halves by more than their intervals was changed by something that came or went.',
    find: ({measured}) => measured.flatMap(changedHalves),
  },
  {
    why: 'Where the same work of the same code takes so different times, the machine has changed its speed: ratios of pairs stand that, times do not.',
    find: ({measured}) => measured.flatMap(changedSpeed),
  },
];

/** What disturbed a run: the signs that were found, each as sentences and why it is one. Nothing where nothing did. */
export const disturbances = (run) =>
  signs.map(({why, find}) => ({why, found: find(run)})).filter(({found}) => found.length > 0);
