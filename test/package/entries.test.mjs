import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, relative} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {packAndInstall} from './tarball.mjs';

const {exports, sideEffects, customElements, name} = JSON.parse(readFileSync('package.json', 'utf8'));
const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'));

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

  /** The modules that an entry consists of, and what they import from elsewhere. */
  const partsOf = (entry) => {
    const files = new Set();
    const packages = new Set();
    const visit = (file) => {
      if (files.has(file)) return;
      files.add(file);
      const source = readFileSync(file, 'utf8');
      for (const [, specifier] of source.matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)) {
        if (specifier.startsWith('.')) visit(join(file, '..', specifier));
        else packages.add(specifier);
      }
    };
    visit(join(packed.installed, exports[entry].node ?? exports[entry].default));
    return {files: [...files].map((file) => relative(packed.installed, file)), packages: [...packages]};
  };

  it('keeps Lit and the elements out of the channel', () => {
    const {files, packages} = partsOf('./channel');
    assert.deepEqual(packages, []);
    assert.deepEqual(
      files.filter((file) => /dist\/(element|smart-[a-z-]+)\//.test(file)),
      [],
    );
    assert.ok(files.length > 10);
  });

  it('keeps the inspector out of everything but its own entry, and out of the elements what it needs', () => {
    for (const entry of ['.', './define', './smart-app-frame', './smart-messaging-context', './bundle']) {
      const {files} = partsOf(entry);
      assert.ok(files.length > 10);
      assert.deepEqual(
        files.filter((file) => file.includes('smart-message-inspector')),
        [],
        entry,
      );
    }
    const bundled = readFileSync(join(packed.installed, exports['./bundle'].default), 'utf8');
    assert.ok(bundled.includes('smart-app-frame'));
    assert.ok(!bundled.includes('smart-message-inspector'));
  });

  it('has an inspector that needs no elements, no channel and nothing beside reactive-element', () => {
    const {files, packages} = partsOf('./smart-message-inspector');
    assert.deepEqual(packages, ['@lit/reactive-element']);
    assert.deepEqual(
      files.filter((file) => !/dist\/(smart-message-inspector|protocol)\/|dist\/element\/register\.js/.test(file)),
      [],
    );
  });
});
