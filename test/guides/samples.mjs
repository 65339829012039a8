import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const typescript = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'preserve', '--moduleResolution', 'bundler'];

const definitions = () =>
  JSON.parse(readFileSync('custom-elements.json', 'utf8')).modules.flatMap(({declarations = []}) => declarations);

/** What is only read is checked all the same: scripts against the installed types, tags against the manifest. */
const checks = {
  js(content, folder, given) {
    const nonNull = content.replaceAll(/(document\.querySelector\([^)]*\))/g, '$1!');
    writeFileSync(join(folder, 'given.d.ts'), given);
    writeFileSync(join(folder, 'sample.ts'), `${nonNull}\nexport {};\n`);
    try {
      execFileSync(process.execPath, [typescript, ...options, '--lib', 'es2023,dom', 'given.d.ts', 'sample.ts'], {
        cwd: folder,
        encoding: 'utf8',
      });
    } catch ({stdout}) {
      assert.fail(`${stdout}\n${content}`);
    }
  },

  json: (content) => JSON.parse(content),

  html(content) {
    const tags = [...content.matchAll(/<(smart-[a-z-]+)\s([^>]*)>/g)];
    assert.ok(tags.length > 0, content);
    for (const [, tag, attributes] of tags) {
      const known = definitions()
        .find(({tagName}) => tagName === tag)
        ?.attributes.map(({name}) => name);
      for (const [, name] of attributes.matchAll(/([a-z-]+)="[^"]*"/g)) {
        assert.ok(name === 'id' || known?.includes(name), `<${tag}> has no attribute ${name}.`);
      }
    }
  },
};

/** @throws {AssertionError} where the sample would not do what it says. */
export function checkSample({language, content}, folder, given) {
  assert.ok(Object.hasOwn(checks, language), `Samples in ${language} are not checked: ${content}`);
  checks[language](content, folder, given);
}
