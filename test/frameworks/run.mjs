// `npm run test:frameworks`: packs the kit, installs the tarball in every framework's folder, builds the two pages there
// with the framework's own tool, and runs the same test with all of them. `-- react vue` takes those only.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

process.env.FRAMEWORKS = process.argv.slice(2).join() || process.env.FRAMEWORKS || '';
if (!process.env.FRAMEWORKS) delete process.env.FRAMEWORKS;
const {folders, root} = await import('./frameworks.mjs');
const {install, pack, run} = await import('./kit.mjs');
process.chdir(root);

const begin = performance.now();
const step = (what) => console.log(`\n— ${what} (${Math.round((performance.now() - begin) / 1000)} s) —`);
const temporary = mkdtempSync(join(tmpdir(), 'kit-'));
try {
  step('building and packing the kit');
  run(root, ['run', '--silent', 'build']);
  const tarball = pack(temporary);
  for (const folder of folders) {
    step(`${folder}: installing`);
    install(folder, tarball);
    const {scripts = {}} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (scripts.build) step(`${folder}: checking types and building`);
    if (existsSync(join(folder, 'dist'))) rmSync(join(folder, 'dist'), {recursive: true});
    if (scripts.build) run(folder, ['run', '--silent', 'build']);
    if (scripts['build:development']) run(folder, ['run', '--silent', 'build:development'], {NODE_ENV: 'development'});
  }
  step('testing');
  const tests = readdirSync('test/frameworks').filter((file) => file.endsWith('.test.mjs'));
  const {status} = spawnSync(process.execPath, ['--test', ...tests.map((file) => `test/frameworks/${file}`)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
  step(process.exitCode === 0 ? 'all is well' : 'something failed');
} finally {
  rmSync(temporary, {recursive: true, force: true});
}
