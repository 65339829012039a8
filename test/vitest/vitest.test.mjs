// The kit in Vitest with the DOMs that apps are tested with: an old jsdom (no ElementInternals) and happy-dom. It is taken
// from dist/, as a dependency is.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {installPackages} from '../../.ci/install.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
installPackages(folder, 'Installing Vitest, jsdom and happy-dom.', {runScripts: false});
const program = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

for (const environment of ['jsdom', 'happy-dom']) {
  test(`the elements work in Vitest with ${environment}`, () => {
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      [program, 'run', '--environment', environment, '--reporter', 'tap-flat'],
      {cwd: folder, encoding: 'utf8'},
    );
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    assert.ok(stdout.match(/^ok /gm)?.length > 10, stdout);
  });
}
