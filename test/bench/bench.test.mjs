import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {budgets} from './budgets.mjs';
import {contenders} from './contenders.mjs';
import {measures} from './measures.mjs';
import {readOptions} from './options.mjs';
import {framesTable, percentilesTable, scratchpadTable, summaryTable} from './report.mjs';
import {assertWellFormed} from './well-formed.mjs';

const script = fileURLToPath(new URL('./run.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
after(() => rmSync(folder, {recursive: true, force: true}));

const bench = (...options) => spawnSync(process.execPath, [script, ...options], {encoding: 'utf8', timeout: 300_000});

test('every contender answers in every measure, and the results are written', () => {
  const {status, stdout, stderr} = bench('--quick', '--out', folder);
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
  for (const measure of measures) {
    for (const {id} of measure.rows(measure.quick)) {
      const expected = contenders.filter(measure.takesPart).map((contender) => contender.id);
      const {[id]: row} = results.measures;
      assert.deepEqual(Object.keys(row.contenders), expected, id);
      for (const contender of expected) {
        const {low, median, high} = row.contenders[contender];
        assert.ok(low > 0 && low <= median && median <= high, `${contender} in ${id}: ${low}, ${median}, ${high}`);
      }
    }
  }
  assert.deepEqual(
    results.budgets.map(({id}) => id),
    budgets.map(({id}) => id),
  );
  for (const {id, wall, cpu, contenders: compared, verdict} of results.budgets) {
    const intervals = compared.peer !== undefined && existsSync('/proc/self/schedstat') ? [wall, cpu] : [wall];
    for (const {low, median, high} of intervals) {
      assert.ok(low > 0 && low <= median && median <= high, `${id}: ${low}, ${median}, ${high}`);
    }
    assert.equal(verdict, 'undecided', 'one pair decides nothing');
  }
  assert.match(stdout, /^undecided {2}From launch to connected, beside window\.postMessage by hand: at most 1\.10×$/m);
  for (const {id} of contenders) assert.ok(results.contenders[id].name);
  assertWellFormed(readFileSync(join(folder, 'chart.svg'), 'utf8'));
  for (const table of [summaryTable, percentilesTable, framesTable, scratchpadTable])
    assert.match(table(results), /\d ms/);
});

test('it says what it does not know, and fails', () => {
  const {status, stderr} = bench('--only', 'nonsense', '--out', join(folder, 'none'));
  assert.equal(status, 1);
  assert.match(stderr, /There is no nonsense\. Choose from: round-trip, /);
  assert.equal(existsSync(join(folder, 'none')), false);
});

test('the profile says by module and function where the time goes, on both pages and in all threads', () => {
  const {status, stdout, stderr} = bench('--profile', 'round-trip');
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  assert.match(stdout, /^this kit, round-trip: 20 batches of 400$/m);
  const [, app, ehr] = stdout.split(/^(?:App|EHR) page, .+ per call$/m);
  for (const part of [app, ehr]) {
    assert.match(part, /µs +\d+\.\d % {2}this kit$/m);
    assert.match(part, /µs +\d+\.\d % {2}the browser$/m);
    assert.match(part, / {2}components\/channel\/channel\.ts$/m);
    assert.match(part, /postMessage, by components\/transport\//);
  }
  if (existsSync('/proc/self/schedstat')) assert.match(ehr, /^All threads of the browser, .+ of CPU per call$/m);
});

test('options: everything, part of it, and a profile of the kit', () => {
  const all = readOptions([]);
  assert.deepEqual([all.pairs, all.rounds, all.isPart], [80, 3, false]);
  assert.deepEqual([all.budgets, all.contenders], [budgets, contenders]);
  const part = readOptions(['--only', 'kit-app,round-trip', '--pairs', '40']);
  assert.deepEqual(
    [part.budgets, part.measures].map((list) => list.map(({id}) => id)),
    [['kit-app'], ['round-trip']],
  );
  assert.deepEqual([part.pairs, part.isPart], [40, true]);
  const few = readOptions(['--contenders', 'kit,penpal']).budgets.map(({id}) => id);
  assert.deepEqual(few, ['round-trip-penpal', 'in-flight-penpal', 'heap']);
  const {profile, contenders: profiled} = readOptions(['--profile', 'throughput']);
  assert.deepEqual(profile, {measure: 'throughput', calls: 2000});
  assert.deepEqual(
    profiled.map(({id}) => id),
    ['kit'],
  );
  assert.throws(() => readOptions(['--pairs', 'many']), /--pairs takes a number from 0\./);
  assert.throws(
    () => readOptions(['--profile', 'nonsense']),
    /There is no nonsense\. Choose from: round-trip, throughput, /,
  );
  assert.throws(() => readOptions(['--contenders', 'nobody']), /There is no nobody\./);
});

test('a contender that cannot be built is named', () => {
  const {status, stderr} = bench('--quick', '--contenders', 'kit', '--kit', folder);
  assert.equal(status, 1);
  assert.match(stderr, /The (ehr|app) page of this kit could not be built\./);
});
