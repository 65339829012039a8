import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
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
