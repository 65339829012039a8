import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const typescript = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'preserve', '--moduleResolution', 'bundler'];

const definitions = () =>
  JSON.parse(readFileSync('custom-elements.json', 'utf8')).modules.flatMap(({declarations = []}) => declarations);

/** Scripts, all at once: what takes long is the compiler. */
function compile(scripts, folder, given) {
  const files = scripts.map((script, index) => {
    const nonNull = script.replaceAll(/(document\.querySelector\([^)]*\))/g, '$1!');
    writeFileSync(join(folder, `sample-${index}.ts`), `${nonNull}\nexport {};\n`);
    return `sample-${index}.ts`;
  });
  writeFileSync(join(folder, 'given.d.ts'), given);
  try {
    const args = [typescript, ...options, '--lib', 'es2023,dom', 'given.d.ts', ...files];
    execFileSync(process.execPath, args, {cwd: folder, encoding: 'utf8'});
  } catch ({stdout}) {
    assert.fail(stdout);
  }
}

function checkTags(html) {
  const tags = [...html.matchAll(/<(smart-[a-z-]+)\s([^>]*)>/g)];
  assert.ok(tags.length > 0, html);
  for (const [, tag, attributes] of tags) {
    const known = definitions()
      .find(({tagName}) => tagName === tag)
      ?.attributes.map(({name}) => name);
    for (const [, name] of attributes.matchAll(/([a-z-]+)="[^"]*"/g)) {
      assert.ok(name === 'id' || known?.includes(name), `<${tag}> has no attribute ${name}.`);
    }
  }
}

/**
 * What is only read is checked all the same: scripts against the installed types, tags against the manifest.
 *
 * @throws {AssertionError} where a sample would not do what it says, or cannot be checked.
 */
export function checkSamples(samples, folder, given) {
  const written = (language) => samples.filter((sample) => sample.language === language).map(({content}) => content);
  const other = samples.filter(({language}) => !['html', 'json', 'js'].includes(language));
  assert.deepEqual(other, [], 'samples in a language that is not checked');
  written('html').forEach(checkTags);
  written('json').forEach((json) => JSON.parse(json));
  if (written('js').length > 0) compile(written('js'), folder, given);
}
