import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, relative} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {packAndInstall} from './tarball.mjs';

const description = JSON.parse(readFileSync('package.json', 'utf8'));
const {exports, sideEffects, customElements, name, peerDependencies, peerDependenciesMeta} = description;
const entries = Object.keys(exports).filter((entry) => !/\.(json|css)$/.test(entry));
const withoutCode = entries.filter((entry) => !exports[entry].default);

describe('the packed package', () => {
  let packed;
  let resolve;

  before(() => {
    packed = packAndInstall();
    ({resolve} = createRequire(join(packed.folder, 'consumer.js')));
  });

  after(() => packed.remove());

  for (const entry of entries.filter((candidate) => !withoutCode.includes(candidate))) {
    it(`can be imported in Node as ${join(name, entry)}`, async () => {
      const module = await import(pathToFileURL(resolve(join(name, entry))).href);
      assert.ok(Object.keys(module).length > 0);
    });
  }

  for (const entry of entries) {
    it(`has types for ${join(name, entry)}`, () => {
      assert.ok(existsSync(join(packed.installed, exports[entry].types)));
    });
  }

  it('has a style sheet for pages from a server', () => {
    assert.match(readFileSync(resolve(`${name}/ssr.css`), 'utf8'), /smart-app-frame:not\(:defined\)/);
  });

  it('has types without code for frameworks only, and asks for none of them', () => {
    assert.deepEqual(withoutCode, ['./react', './preact', './solid', './svelte', './vue']);
    const imported = withoutCode.map(
      (entry) =>
        /from '([^'./]+)(?:\/\w+)?'/.exec(readFileSync(join(packed.installed, exports[entry].types), 'utf8'))[1],
    );
    const typed = imported.map((framework) => (framework === 'react' ? '@types/react' : framework));
    assert.deepEqual(Object.keys(peerDependencies), ['@lit-labs/ssr', ...typed].sort());
    for (const framework of typed) assert.ok(peerDependenciesMeta[framework].optional, framework);
  });

  it('resolves its manifest and the data for editors', () => {
    for (const file of ['custom-elements.json', 'vscode.html-custom-data.json', 'web-types.json'])
      assert.ok(existsSync(resolve(`${name}/${file}`)), file);
    assert.ok(packed.files.includes(customElements));
    assert.ok(existsSync(join(packed.installed, description['web-types'])));
  });

  it('holds every file that it declares to have side effects', () => {
    for (const file of sideEffects) assert.ok(existsSync(join(packed.installed, file)), file);
  });

  it('holds the built modules and documents, and nothing else', () => {
    const expected =
      /^(dist\/|types\/|custom-elements\.json$|vscode\.html-custom-data\.json$|web-types\.json$|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$|SECURITY\.md$)/;
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
      files.filter(
        (file) =>
          !/dist\/(smart-message-inspector|transcript|protocol)\/|dist\/element\/(register|message-observers)\.js/.test(
            file,
          ),
      ),
      [],
    );
  });
});
