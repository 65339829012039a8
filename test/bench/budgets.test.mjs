import assert from 'node:assert/strict';
import {test} from 'node:test';
import {budgetLines, budgetsTable, chart, conditions, disturbedNote} from './report.mjs';
import {budgets, planOf} from './budgets.mjs';
import {usedOf} from './chart.mjs';
import {contenders} from './contenders.mjs';
import {orderOfPair} from './pairs.mjs';
import {judge, verdictOf} from './verdict.mjs';
import {assertWellFormed} from './well-formed.mjs';

const find = (wanted) => budgets.find(({id}) => id === wanted);
const roundTrip = find('round-trip-port');
const inFlight = find('in-flight-penpal');
const heap = find('heap');

const pagesOf = (kit, peer, count = 10) =>
  Array.from({length: count}, (_, page) =>
    Array.from({length: 8}, (_, pair) => ({kit: kit(page, pair), peer: peer(page, pair)})),
  );
const always = (wall, cpu) => () => ({wall, cpu});

test('who comes first changes from pair to pair and from page to page, so that each is the first in half of them', () => {
  const {pages, pairsPerPage} = planOf(roundTrip, 80);
  assert.equal(pages * pairsPerPage, 80);
  const first = Array.from({length: pages}, (_, page) =>
    Array.from({length: pairsPerPage}, (_, number) => orderOfPair(page, number)[0]),
  );
  assert.equal(first.flat().filter((side) => side === 'kit').length, 40);
  for (const page of first) for (const [index, side] of page.slice(1).entries()) assert.notEqual(side, page[index]);
  for (const [index, page] of first.slice(1).entries()) assert.notEqual(page[0], first[index][0]);
});

test('few pairs are spread over two pages at least', () => {
  assert.deepEqual(planOf(roundTrip, 2), {pages: 2, pairsPerPage: 1});
  assert.deepEqual(planOf(roundTrip, 8), {pages: 2, pairsPerPage: 4});
  assert.deepEqual(planOf(roundTrip, 1), {pages: 1, pairsPerPage: 1});
  assert.deepEqual(planOf(heap, 80), {pages: 6, pairsPerPage: 1});
});

test('ratios are those of each pair, so that a slow pair changes none', () => {
  const kit = (page) => ({wall: 1.1 * (page + 1), cpu: 1.2 * (page + 1)});
  const peer = (page) => ({wall: page + 1, cpu: page + 1});
  const {wall, cpu, pairs, perCall} = judge(roundTrip, pagesOf(kit, peer));
  assert.deepEqual(
    {wall, cpu, pairs},
    {
      wall: {low: 1.1, median: 1.1, high: 1.1},
      cpu: {low: 1.2, median: 1.2, high: 1.2},
      pairs: 80,
    },
  );
  assert.deepEqual(perCall, {kit: {wall: 6.05, cpu: 6.6}, peer: {wall: 5.5, cpu: 5.5}});
});

test('where more is better, the ratio is that of calls in a time', () => {
  const {wall, cpu, verdict} = judge(inFlight, pagesOf(always(2, 1), always(1, 2)));
  assert.equal(wall.median, 0.5);
  assert.equal(cpu.median, 2);
  assert.equal(verdict, 'met');
});

test('without CPU times there is no ratio of them, and the clock decides', () => {
  const {cpu, verdict} = judge(roundTrip, pagesOf(always(2), always(1)));
  assert.equal(cpu, undefined);
  assert.equal(verdict, 'missed');
});

test('a value without a peer is judged by itself', () => {
  const pages = [14, 14.2, 14.1, 14.3, 14, 14.1].map((wall) => [{kit: {wall, cpu: 1}}]);
  const {wall, cpu, contenders: compared, verdict} = judge(heap, pages);
  assert.equal(wall.median, 14.1);
  assert.equal(cpu, undefined);
  assert.deepEqual(compared, {kit: 'kit'});
  assert.equal(verdict, 'met');
});

const interval = (low, high) => ({low, median: (low + high) / 2, high});

test('a budget is met by the clock or by CPU, missed only wholly by CPU, and else undecided', () => {
  const verdict = (wall, cpu) => verdictOf({wall: interval(...wall), cpu: interval(...cpu), pairs: 80}, roundTrip);
  assert.equal(verdict([1.05, 1.15], [1.2, 1.3]), 'met');
  assert.equal(verdict([1.2, 1.3], [1.05, 1.15]), 'met');
  assert.equal(verdict([1.1, 1.2], [1.16, 1.3]), 'missed');
  assert.equal(verdict([1.2, 1.3], [1.15, 1.3]), 'undecided');
  assert.equal(verdict([1.2, 1.3], [1.1, 1.2]), 'undecided');
});

test('where more is better, beyond the limit is below it', () => {
  const verdict = (wall, cpu) => verdictOf({wall: interval(...wall), cpu: interval(...cpu), pairs: 80}, inFlight);
  assert.equal(verdict([0.9, 1], [0.7, 0.8]), 'met');
  assert.equal(verdict([0.8, 0.95], [0.8, 0.89]), 'missed');
  assert.equal(verdict([0.8, 0.95], [0.8, 0.9]), 'undecided');
});

test('few pairs decide nothing', () => {
  const few = {wall: interval(1, 1), cpu: interval(1, 1), pairs: 19};
  assert.equal(verdictOf(few, roundTrip), 'undecided');
  assert.equal(verdictOf({...few, pairs: 20}, roundTrip), 'met');
});

const results = {
  date: '2026-11-23T04:00:00.000Z',
  browser: 'Chrome/156.0.8078.79',
  machine: {os: 'Linux 6.1 x64', cpu: 'CPU <fast> & cheap', cores: 2},
  rounds: 1,
  pairs: 80,
  contenders: Object.fromEntries(contenders.map(({id, name}) => [id, {name}])),
  disturbed: [],
  budgets: [
    judge(roundTrip, pagesOf(always(1.1, 1.3), always(1, 1))),
    judge(inFlight, pagesOf(always(2, 2), always(1, 1), 5)),
    judge(
      heap,
      [20, 20, 20, 20, 20, 20].map((wall) => [{kit: {wall}}]),
    ),
  ],
};

test('the table has each budget with its limit, both intervals and the verdict', () => {
  assert.deepEqual(budgetsTable(results).split('\n').slice(2), [
    '| Round trip, both sides this kit, beside MessagePort by hand | at most 1.15× | 1.10× (1.10 – 1.10) | 1.30× (1.30 – 1.30) | 80 | met |',
    '| Requests per second, 2,000 in flight, beside Penpal 7 | at least 0.90× | 0.50× (0.50 – 0.50) | 0.50× (0.50 – 0.50) | 40 | **missed** |',
    '| Heap of the EHR page, per frame, by itself | at most 15.0 kB | 20.0 kB (20.0 – 20.0) | – | 6 | **missed** |',
  ]);
});

test('the lines say verdict, figures, times per call, and where fewer pairs were measured', () => {
  const text = budgetLines(results);
  assert.match(text, /^met {8}Round trip, both sides this kit, beside MessagePort by hand: at most 1\.15×$/m);
  assert.match(
    text,
    /clock 1\.10× \(1\.10 – 1\.10\) \[1\.10 ms to 1\.00 ms\]; CPU 1\.30× .* \[1\.30 ms to 1\.00 ms\]; 80 pairs/,
  );
  assert.match(text, /^missed {5}Heap of the EHR page/m);
  assert.match(text, /Requests per second, 2,000 in flight: 40 pairs only, since more would take too long\./);
  assert.doesNotMatch(text, /disturbed|\/proc/);
});

test('the lines say that there is no CPU time, and what disturbed', () => {
  const [first] = results.budgets;
  const disturbed = [{why: 'Because it is so.', found: ['It was loud.', 'It was late.']}];
  const text = budgetLines({...results, budgets: [{...first, cpu: undefined}], disturbed});
  assert.match(text, /No CPU time of processes on this system \(no \/proc\): by the clock only\./);
  assert.match(text, /The machine disturbed this run.*\nBecause it is so\.\n- It was loud\.\n- It was late\.$/);
  assert.equal(
    disturbedNote({disturbed}),
    'The machine disturbed this run, so that its figures are rough. It was loud.\n\n',
  );
  assert.equal(disturbedNote({disturbed: []}), '');
});

test('how much of a limit is used grows with the figure where less is better, and falls where more is', () => {
  assert.equal(usedOf({better: 'lower', limit: 2}, 3), 1.5);
  assert.equal(usedOf({better: 'higher', limit: 0.9}, 1.8), 0.5);
});

test('the chart has for each budget its limit, its intervals and its verdict, and says where and when', () => {
  const svg = chart(results);
  assertWellFormed(svg);
  assert.equal(svg.match(/class="interval cpu"/g).length, 2);
  assert.equal(svg.match(/class="interval wall"/g).length, 3);
  assert.equal(svg.match(/class="limit"/g).length, 1);
  assert.match(svg, /<text class="met"[^>]*>met</);
  assert.equal(svg.match(/<text class="missed"/g).length, 2);
  assert.match(svg, /beside Penpal 7: at least 0\.90×/);
  assert.match(svg, /1\.10× \(clock\), 1\.30× \(CPU\)/);
  assert.match(svg, /Chromium 156, Linux, CPU &lt;fast&gt; &amp; cheap, 2 cores; 80 pairs, 1 round; 2026-11-23/);
  assert.match(svg, /<title id="title">.+<\/title>/);
  assert.match(svg, /prefers-color-scheme: dark/);
  assert.doesNotMatch(svg, /(href|src|url\()/);
});

test('in the chart what is within the limit stands left of its line, what is beyond it right', () => {
  const svg = chart(results);
  const line = Number(/class="limit" x1="([\d.]+)"/.exec(svg)[1]);
  const [met, , missed] = [
    ...svg.matchAll(/<circle class="wall" cx="([\d.]+)" cy="\d+" r="4"\/>\n {2,}<(?:text class="(?:met|missed))/g),
  ];
  assert.ok(Number(met[1]) < line && Number(missed[1]) > line, `${met[1]}, ${line}, ${missed[1]}`);
});

test('the limit is one of the steps of the axis, however wide the intervals are', () => {
  const [budget] = results.budgets;
  for (const high of [1.2, 1.6, 2.9, 4.4]) {
    const svg = chart({...results, budgets: [{...budget, wall: {low: 0.3, median: 1, high}}]});
    const line = Number(/class="limit" x1="([\d.]+)"/.exec(svg)[1]);
    assert.equal(Number(/x="([\d.]+)"[^>]*>100 %</.exec(svg)[1]), line);
  }
});

test('the chart can be drawn without budgets', () => {
  assertWellFormed(chart({...results, budgets: []}));
});

test('the conditions are one line', () => {
  assert.match(conditions({...results, rounds: 3}), /; 80 pairs, 3 rounds; 2026-11-23$/);
});
