import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {contenders} from './contenders.mjs';
import {measures} from './measures.mjs';
import {framesTable, scratchpadTable, summaryTable} from './report.mjs';
import {assertWellFormed} from './well-formed.mjs';

const script = fileURLToPath(new URL('./run.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
after(() => rmSync(folder, {recursive: true, force: true}));

const bench = (...options) => spawnSync(process.execPath, [script, ...options], {encoding: 'utf8', timeout: 300_000});

test('every contender answers in every measure, and the results are written', () => {
  const {status, stdout, stderr} = bench('--tiny', '--out', folder);
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
  for (const measure of measures) {
    for (const {id} of measure.rows(measure.tiny)) {
      const expected = contenders.filter(measure.takesPart).map((contender) => contender.id);
      const {[id]: row} = results.measures;
      assert.deepEqual(Object.keys(row.contenders), expected, id);
      for (const contender of expected) {
        const {low, median, high} = row.contenders[contender];
        assert.ok(low > 0 && low <= median && median <= high, `${contender} in ${id}: ${low}, ${median}, ${high}`);
      }
    }
  }
  for (const {id} of contenders) assert.ok(results.contenders[id].name);
  assertWellFormed(readFileSync(join(folder, 'chart.svg'), 'utf8'));
  for (const table of [summaryTable, framesTable, scratchpadTable]) assert.match(table(results), /\d ms/);
});

test('it says what it does not know, and fails', () => {
  const {status, stderr} = bench('--only', 'nonsense', '--out', join(folder, 'none'));
  assert.equal(status, 1);
  assert.match(stderr, /There is no nonsense\. Choose from: round-trip, /);
  assert.equal(existsSync(join(folder, 'none')), false);
});

test('a contender that cannot be built is named', () => {
  const {status, stderr} = bench('--tiny', '--contenders', 'kit', '--kit', folder);
  assert.equal(status, 1);
  assert.match(stderr, /The (ehr|app) page of this kit could not be built\./);
});
