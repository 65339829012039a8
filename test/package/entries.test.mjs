import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {packAndInstall} from './tarball.mjs';

const {exports, sideEffects, customElements, name} = JSON.parse(readFileSync('package.json', 'utf8'));
const entries = Object.keys(exports).filter((entry) => !/\.(json|css)$/.test(entry));

describe('the packed package', () => {
  let packed;
  let resolve;

  before(() => {
    packed = packAndInstall();
    ({resolve} = createRequire(join(packed.folder, 'consumer.js')));
  });

  after(() => packed.remove());

  for (const entry of entries) {
    it(`can be imported in Node as ${join(name, entry)}`, async () => {
      const module = await import(pathToFileURL(resolve(join(name, entry))).href);
      assert.ok(Object.keys(module).length > 0);
    });

    it(`has types for ${join(name, entry)}`, () => {
      assert.ok(existsSync(join(packed.installed, exports[entry].types)));
    });
  }

  it('has a style sheet for pages from a server', () => {
    assert.match(readFileSync(resolve(`${name}/ssr.css`), 'utf8'), /smart-app-frame:not\(:defined\)/);
  });

  it('resolves its manifest', () => {
    assert.ok(existsSync(resolve(`${name}/custom-elements.json`)));
    assert.ok(packed.files.includes(customElements));
  });

  it('holds every file that it declares to have side effects', () => {
    for (const file of sideEffects) assert.ok(existsSync(join(packed.installed, file)), file);
  });

  it('holds the built modules and documents, and nothing else', () => {
    const expected =
      /^(dist\/|custom-elements\.json$|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$|SECURITY\.md$)/;
    assert.deepEqual(
      packed.files.filter((file) => !expected.test(file)),
      [],
    );
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md', 'SECURITY.md'])
      assert.ok(packed.files.includes(file), file);
  });

  it('names no path of the machine that built it', () => {
    for (const file of packed.files.filter((path) => /\.(js|map|d\.ts|json)$/.test(path))) {
      assert.ok(!readFileSync(join(packed.installed, file), 'utf8').includes(process.cwd()), file);
    }
  });

  it('keeps Lit and the elements out of the channel', () => {
    const seen = new Set();
    const visit = (file) => {
      if (seen.has(file)) return;
      seen.add(file);
      const source = readFileSync(file, 'utf8');
      for (const [, specifier] of source.matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)) {
        assert.ok(specifier.startsWith('.'), `${file} imports ${specifier}`);
        assert.ok(!/\/(element|smart-[a-z-]+)\//.test(specifier), `${file} imports ${specifier}`);
        visit(join(file, '..', specifier));
      }
    };
    visit(join(packed.installed, exports['./channel'].default));
    assert.ok(seen.size > 10);
  });
});
