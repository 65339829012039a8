import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {moduleSizes} from '../../.ci/module-sizes.mjs';
import {squarify, treemapPage} from '../../.ci/treemap.mjs';

const entries = JSON.parse(readFileSync('.size-limit.json', 'utf8'));
const find = (wanted) => entries.find(({name}) => name === wanted);

test('the modules of an entry add up to its minified size, most first', async () => {
  const {bytes, gzipped, modules} = await moduleSizes(find('./channel'));
  assert.equal(
    modules.reduce((sum, each) => sum + each.bytes, 0),
    bytes,
  );
  assert.ok(gzipped > 5000 && gzipped < bytes, `${gzipped} of ${bytes}`);
  assert.deepEqual(
    modules.map((each) => each.bytes),
    modules.map((each) => each.bytes).sort((one, other) => other - one),
  );
  assert.ok(modules.some(({module}) => module === 'dist/channel/channel.js'));
});

test('what an entry loads later is not in it, and its dependencies are named by their packages', async () => {
  const {modules} = await moduleSizes(find('./smart-messaging-context'));
  const names = modules.map(({module}) => module);
  assert.ok(names.includes('@lit/reactive-element/reactive-element.js'), names.join(', '));
  assert.ok(!names.includes('dist/smart-messaging-context/working.js'));
});

test('every entry has its modules', async () => {
  for (const entry of entries) assert.ok((await moduleSizes(entry)).modules.length > 1, entry.name);
});

const items = [40, 25, 13, 9, 6, 4, 2, 1].map((bytes, index) => ({module: `dist/folder/${index}.js`, bytes}));
const area = {x: 10, y: 20, width: 300, height: 100};
const placed = squarify(items, area);

test('in a treemap each area is as large as its share, and within the whole', () => {
  for (const {bytes, x, y, width, height} of placed) {
    assert.ok(Math.abs(width * height - bytes * 300) < 1e-6, `${width} by ${height} for ${bytes} %`);
    assert.ok(x >= 10 - 1e-9 && y >= 20 - 1e-9 && x + width <= 310 + 1e-9 && y + height <= 120 + 1e-9);
  }
});

test('in a treemap no two areas share a place', () => {
  const inside = 1e-9;
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) {
      const apart =
        one.x + one.width <= other.x + inside ||
        other.x + other.width <= one.x + inside ||
        one.y + one.height <= other.y + inside ||
        other.y + other.height <= one.y + inside;
      assert.ok(apart, `${one.module} and ${other.module}`);
    }
  }
});

test('a treemap’s page names every module with its bytes and its share, and needs nothing else', () => {
  const page = treemapPage([{name: './<entry>', bytes: 100, gzipped: 50, modules: items}]);
  for (const {module, bytes} of items)
    assert.ok(page.includes(`<title>${module}: ${bytes} bytes, ${bytes}.0 %</title>`));
  assert.match(page, /\.\/&lt;entry&gt;/);
  assert.doesNotMatch(page, /(href|src=|url\()/);
});
