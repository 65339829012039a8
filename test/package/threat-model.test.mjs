import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {mutants} from '../mutants/list.mjs';

const rows = readFileSync('SECURITY.md', 'utf8')
  .split('## Threat model')[1]
  .split('\n## ')[0]
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('the threat model names assets, attackers, attacks and what stops them', () => {
  assert.ok(rows.length > 20);
  for (const [, ...cells] of rows) assert.ok(cells.slice(0, 5).every(Boolean), cells.join(' | '));
});

test('every test that the threat model names is there', () => {
  for (const [, , , attack, , tests] of rows) {
    const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file]) => `test/${file}`);
    assert.ok(files.length > 0, attack);
    for (const file of files) assert.ok(existsSync(file), `${attack}: ${file}`);
  }
});

test('every defence on the list of mutants has a test in the threat model', () => {
  const named = rows.map(([, , , , , tests]) => tests).join(' ');
  const missing = mutants.filter(({tests}) => !tests.some((file) => named.includes(file.replace(/^test\//, ''))));
  assert.deepEqual(
    missing.map(({defence}) => defence),
    [],
  );
});
