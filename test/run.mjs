// `npm test`: the types, the package, and everything that runs in a browser, on each engine that is there.
// `--all-engines` installs those that are not. Ends with a count of all tests.
import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {engines, requireEngine} from './support/engines.mjs';

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

const all = process.argv.includes('--all-engines');
/** Words such as `ENGINES=chromium,firefox` choose from those that are there. */
const chosen = process.env.ENGINES?.split(',') ?? Object.keys(engines);
for (const engine of all ? Object.keys(engines) : ['chromium']) requireEngine(engine);

const countBrowserTests = (output) => {
  const [, passed, failed] = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
  return [Number(passed ?? 0), Number(failed ?? 0)];
};

/** Coverage is counted where the browser counts it. */
const browserTests = Object.entries(engines)
  .filter(([engine, {find}]) => chosen.includes(engine) && find())
  .map(([engine, {label}]) => ({
    name: `browser: ${label}`,
    command: ['npx', 'web-test-runner', ...(engine === 'chromium' ? ['--coverage'] : [])],
    environment: {ENGINE: engine},
    count: countBrowserTests,
  }));

const suites = [
  {name: 'types', command: ['npx', 'tsc', '--noEmit'], count: (_, code) => (code === 0 ? [1, 0] : [0, 1])},
  {name: 'build', command: ['node', '.ci/build.mjs'], count: (_, code) => (code === 0 ? [1, 0] : [0, 1])},
  {
    name: 'package',
    command: nodeTests('test/package'),
    count: countTap,
  },
  {
    name: 'pages from a server',
    command: nodeTests('test/ssr'),
    count: countTap,
  },
  {
    name: 'benchmark',
    command: nodeTests('test/bench'),
    count: countTap,
  },
  {
    name: 'soak',
    command: nodeTests('test/soak'),
    count: countTap,
  },
  {
    name: 'demo',
    command: nodeTests('test/demo'),
    count: countTap,
  },
  {
    name: 'gallery',
    command: nodeTests('test/gallery'),
    count: countTap,
  },
  {
    name: 'guides',
    command: nodeTests('test/guides'),
    count: countTap,
  },
  ...browserTests,
];

function run([program, ...args], environment) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
      env: {...process.env, ...environment},
    });
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
for (const {name, command, environment, count} of suites) {
  console.log(`\n— ${name} —`);
  let {output, code} = await run(command, environment);
  // A shared machine may starve a browser, or lose it: there what failed has a second try, which a defect fails as well.
  if (code !== 0 && process.env.CI) {
    console.log(`\n— ${name}, once more —`);
    ({output, code} = await run(command, environment));
  }
  const [good, bad] = count(output, code);
  passed += good;
  // A suite can fail without a failing test: by its coverage, or by not starting at all.
  failed += bad || (code === 0 && good > 0 ? 0 : 1);
}
for (const {label, find, hint} of Object.values(engines)) {
  if (!find())
    console.log(`\nSkipped: ${label} was not found (${hint}). npm run test:all-engines installs it where it can.`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
