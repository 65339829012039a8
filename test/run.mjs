// `npm test`: the types, the package, and everything that runs in a browser. Ends with a count of all of them.
import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';

const countTap = (output) =>
  ['pass', 'fail'].map((word) => Number(new RegExp(`^# ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0));

const nodeTests = (folder) => [
  'node',
  '--test',
  '--test-reporter=tap',
  ...readdirSync(folder)
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => `${folder}/${file}`),
];

const suites = [
  {name: 'types', command: ['npx', 'tsc', '--noEmit'], count: (_, code) => (code === 0 ? [1, 0] : [0, 1])},
  {name: 'build', command: ['node', '.ci/build.mjs'], count: (_, code) => (code === 0 ? [1, 0] : [0, 1])},
  {
    name: 'package',
    command: nodeTests('test/package'),
    count: countTap,
  },
  {
    name: 'benchmark',
    command: nodeTests('test/bench'),
    count: countTap,
  },
  {
    name: 'demo',
    command: nodeTests('test/demo'),
    count: countTap,
  },
  {
    name: 'browser',
    command: ['npx', 'web-test-runner', '--coverage'],
    count: (output) => {
      const [, passed, failed] = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
      return [Number(passed ?? 0), Number(failed ?? 0)];
    },
  },
];

function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32'});
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('close', (code) => resolve({output, code: code ?? 1}));
  });
}

let passed = 0;
let failed = 0;
for (const {name, command, count} of suites) {
  console.log(`\n— ${name} —`);
  const {output, code} = await run(command);
  const [good, bad] = count(output, code);
  passed += good;
  // A suite can fail without a failing test: by its coverage, or by not starting at all.
  failed += bad || (code === 0 && good > 0 ? 0 : 1);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
