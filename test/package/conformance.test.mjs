import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';

const rows = readFileSync('README.md', 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, id]) => /^(SWM-\d+|section \d)$/.test(id ?? ''))
  .map(([, id, , , tests]) => ({id, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file]) => `test/${file}`)}));

describe('the conformance table of the README', () => {
  it('lists every requirement', () => {
    const ids = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13].map((number) => `SWM-${number}`);
    assert.deepEqual(
      rows.map(({id}) => id).filter((id) => id.startsWith('SWM')),
      ids,
    );
  });

  for (const {id, tests} of rows) {
    it(`names tests that cite ${id}`, () => {
      assert.ok(tests.length > 0);
      for (const file of tests) {
        assert.ok(existsSync(file), file);
        if (id.startsWith('SWM')) assert.match(readFileSync(file, 'utf8'), new RegExp(`${id}\\b`), file);
      }
    });
  }
});
