// `npm run test:frameworks`: packs the kit, installs the tarball in every framework's folder, builds the two pages there
// with the framework's own tool, and runs the same test with all of them. `-- react vue` takes those only.
import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {buildWithPackedKit} from '../../demo/server/frameworks/build.mjs';
import {chooseFrameworks} from '../../demo/server/frameworks/list.mjs';

const begin = performance.now();
const step = (what) => console.log(`\n— ${what} (${Math.round((performance.now() - begin) / 1000)} s) —`);

const chosen = chooseFrameworks(process.argv.slice(2));
buildWithPackedKit(['test/frameworks/types', ...chosen.map(({folder}) => folder)], step);

step('testing');
const report = process.env.TEST_REPORT;
const tests = readdirSync('test/frameworks').filter((file) => file.endsWith('.test.mjs'));
const {status} = spawnSync(
  process.execPath,
  [
    ...['--test', '--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...(report ? ['--test-reporter=./test/support/node-reporter.mjs', `--test-reporter-destination=${report}`] : []),
    ...tests.map((file) => `test/frameworks/${file}`),
  ],
  {stdio: 'inherit', env: {...process.env, FRAMEWORKS: chosen.map(({name}) => name).join()}},
);
process.exitCode = status ?? 1;
step(status === 0 ? 'all is well' : 'something failed');
