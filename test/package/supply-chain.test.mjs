import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {sbom} from '../../.ci/sbom.mjs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const packagesOf = (file) => Object.entries(read(file).packages ?? {}).filter(([path]) => path !== '');
const locked = packagesOf('package-lock.json');

/** The kit's own, and those of what is installed apart from it. */
const lockFiles = [
  'package-lock.json',
  'demo/package-lock.json',
  'test/bench/package-lock.json',
  'test/lighthouse/package-lock.json',
  'test/ssr/package-lock.json',
  'test/vitest/package-lock.json',
  'test/oldest-browsers/package-lock.json',
  'test/frameworks/types/package-lock.json',
  ...read('demo/frameworks/index.json').map(({name}) => `demo/frameworks/${name}/package-lock.json`),
];

for (const file of lockFiles) {
  test(`every package of ${file} has a checksum and names no server`, () => {
    for (const [path, {integrity, resolved, link, inBundle}] of packagesOf(file)) {
      assert.ok(link || inBundle || integrity?.startsWith('sha512-') || integrity?.startsWith('sha1-'), path);
      assert.equal(resolved, undefined, path);
    }
  });
}

test('the kit itself is in no lock file: its checksum changes with every change', () => {
  for (const file of lockFiles)
    assert.ok(!packagesOf(file).some(([path]) => path.endsWith('node_modules/smart-web-messaging-elements')), file);
});

test('what the package brings with it runs no script when it is installed', () => {
  const atRunTime = locked.filter(([, {dev, devOptional, optional}]) => !dev && !devOptional && !optional);
  assert.deepEqual(
    atRunTime.filter(([, {hasInstallScript}]) => hasInstallScript),
    [],
  );
  for (const script of ['preinstall', 'install', 'postinstall']) assert.ok(!(script in read('package.json').scripts));
});

test('the bill of materials names every run-time dependency and its licence', () => {
  const {components, bomFormat} = sbom();
  assert.equal(bomFormat, 'CycloneDX');
  const names = components.map(({name, group}) => (group ? `${group}/${name}` : name));
  for (const name of Object.keys(read('package.json').dependencies)) assert.ok(names.includes(name), name);
  assert.ok(components.every(({licenses}) => licenses?.length > 0));
  assert.deepEqual(
    names.filter((name) => !name.startsWith('@lit')),
    [],
  );
});
