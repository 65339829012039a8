import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';

test('npm run test:unit has every test of protocol and scratchpad', () => {
  const unit = readFileSync('test/unit.ts', 'utf8');
  const files = ['protocol', 'scratchpad'].flatMap((folder) =>
    readdirSync(`test/${folder}`)
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => `${folder}/${file}`),
  );
  assert.ok(files.length > 5);
  assert.deepEqual(
    files.filter((file) => !unit.includes(`'./${file.replace(/\.ts$/, '.js')}'`)),
    [],
  );
});
