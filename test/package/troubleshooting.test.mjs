import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const rows = readFileSync('docs/troubleshooting.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );

const tests = readFileSync('test/cross-origin/troubleshooting.test.ts', 'utf8');
const titles = [...tests.matchAll(/^ {2}row\(\s*(['"])(.*?)\1,/gm)].map(([, , title]) => title);

test('each row of docs/troubleshooting.md has a symptom in code, a cause and something to do', () => {
  assert.ok(rows.length > 20);
  for (const cells of rows) assert.ok(cells.length === 3 && cells.every(Boolean), cells.join(' | '));
});

test('each row is provoked by a test with its cause for a title, and each test has a row', () => {
  assert.deepEqual(
    titles,
    rows.map(([, cause]) => cause),
  );
});
