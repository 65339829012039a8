import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {defaultLimits} from '../../dist/channel/types.js';

const table = readFileSync('README.md', 'utf8').split('### Limits')[1].split('\n## ')[0];

/** The numbers of a default, whatever it is made of. */
const numbers = (value) => (typeof value === 'number' ? [value] : Object.values(value).flatMap(numbers));

test('the README has every limit with its default', () => {
  const rows = [...table.matchAll(/^\| (`.+?) \| (.+?) \|/gm)].map(([, names, defaults]) => [
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    [...defaults.matchAll(/\b\d+\b/g)].map(Number),
  ]);
  assert.deepEqual(rows.flatMap(([names]) => names).sort(), Object.keys(defaultLimits).sort());
  for (const [names, defaults] of rows) {
    const expected = names.flatMap((name) => numbers(defaultLimits[name]));
    assert.deepEqual([...new Set(defaults)].sort(), [...new Set(expected)].sort(), names.join());
  }
});
