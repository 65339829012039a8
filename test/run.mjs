// `npm test`: the types, the package, and everything that runs in a browser, on each engine that is there.
// `--all-engines` installs those that are not, `--frameworks` tests the frameworks' pages, too. Ends with a count of all tests.
import {spawn} from 'node:child_process';
import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {firstSuites, lanes} from './suites.mjs';
import {engines, requireEngine} from './support/engines.mjs';

const {values: options} = parseArgs({
  options: {'all-engines': {type: 'boolean'}, frameworks: {type: 'boolean'}},
});
for (const engine of options['all-engines'] ? Object.keys(engines) : ['chromium']) requireEngine(engine);

/** Words such as `ENGINES=chromium,firefox` choose from those that are there. */
const chosen = process.env.ENGINES?.split(',') ?? Object.keys(engines);
const engineNames = chosen.filter((engine) => engines[engine]?.find());

/** Milliseconds after which nothing is tried again, so that there is a result at all. */
const timeForSecondTries = 65 * 60_000;
/** On fewer two browsers at once starve each other: tests that wait for a page would fail. */
const coresForTwoLanes = 6;
let passed = 0;
let failed = 0;

function run({command: [program, ...args], environment}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: {...process.env, ...environment},
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({output, code: code ?? 1}));
  });
}

/** Suites run side by side: what one says stays together. */
async function runAndTell(suite, title = suite.name) {
  console.log(`… ${title}`);
  const begin = performance.now();
  const {output, code} = await run(suite);
  console.log(`\n— ${title} (${Math.round((performance.now() - begin) / 1000)} s) —\n${output}`);
  return {output, code};
}

async function runSuite(suite) {
  const {output, code} = await runAndTell(suite);
  const [good, bad] = suite.count(output, code);
  passed += good;
  // A suite can fail without a failing test: by its coverage, or by not starting at all.
  let failures = bad || (code === 0 && good > 0 ? 0 : 1);
  // A shared machine may starve a browser, or lose it: there files that failed have a second try, which a defect fails as well.
  const files = failures > 0 ? (suite.failedFiles?.(output) ?? []) : [];
  if (process.env.CI && files.length > 0 && performance.now() < timeForSecondTries) {
    const second = await runAndTell(
      {...suite, command: suite.again(files)},
      `${suite.name}, once more: ${files.join(' ')}`,
    );
    const [, stillBad] = suite.count(second.output, second.code);
    const left = stillBad || (second.code === 0 ? 0 : 1);
    passed += Math.max(0, failures - left);
    failures = left;
  }
  failed += failures;
}

async function runLane(suites) {
  for (const suite of suites) await runSuite(suite);
}

await runLane(firstSuites);
const [engineLane, otherLane] = lanes({engineNames, frameworks: options.frameworks});
if (availableParallelism() >= coresForTwoLanes) await Promise.all([runLane(engineLane), runLane(otherLane)]);
else await runLane([...otherLane, ...engineLane]);

for (const {label, find, hint} of Object.values(engines)) {
  if (!find())
    console.log(`\nSkipped: ${label} was not found (${hint}). npm run test:all-engines installs it where it can.`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
