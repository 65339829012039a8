// `npm test`: the types, the package, and everything that runs in a browser, on each engine that is there.
// `--all-engines` installs those that are not, `--frameworks` tests the frameworks' pages, too, `--long` leaves nothing out.
// Ends with a count of all tests.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {firstSuites, lanes, suites} from './suites.mjs';
import {chosenEngines, engines, requireEngine} from './support/engines.mjs';
import {readReport} from './support/report.mjs';

const {values: options} = parseArgs({
  options: {'all-engines': {type: 'boolean'}, frameworks: {type: 'boolean'}, long: {type: 'boolean'}},
});
for (const engine of options['all-engines'] ? Object.keys(engines) : ['chromium']) requireEngine(engine);

if (options.long) process.env.TEST_LONG = 'true';

const engineNames = chosenEngines(Object.keys(engines)).filter((engine) => engines[engine].find());

/** Milliseconds after which nothing is tried again, so that there is a result at all. */
const timeForSecondTries = 65 * 60_000;
/** Where more files fail than this, the machine is not at fault. */
const mostSecondTries = 20;
const reports = mkdtempSync(join(tmpdir(), 'test-reports-'));
const seconds = (milliseconds) => Math.round(milliseconds / 1000);
let passed = 0;
let failed = 0;
/** What failed and how long it all took: the end of a long log is what is read. */
const endings = [];
const durations = [];

function run(command, environment) {
  return new Promise((resolve) => {
    const [program, ...args] = command;
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

/** Suites run side by side: what one says stays together. Without files in its report, a suite counts as one test. */
async function runAndTell({name, environment}, command, title = name) {
  console.log(`… ${title}`);
  const begin = performance.now();
  const report = join(reports, `${durations.length}-${Math.random().toString(36).slice(2)}.json`);
  const {output, code} = await run(command(report), {...environment, TEST_REPORT: report});
  const took = performance.now() - begin;
  console.log(`\n— ${title} (${seconds(took)} s) —\n${output}`);
  durations.push([took, title]);
  const files = readReport(report);
  for (const {file, seconds: each} of files) if (each > 20) durations.push([each * 1000, `  ${title}: ${file}`]);
  return {files, code};
}

const failuresIn = (files) => files.flatMap(({file, failures}) => failures.map((each) => ({file, ...each})));

/** What failed, to be tried again when everything else is over. */
const failedSuites = [];

async function runSuite(suite) {
  const {files, code} = await runAndTell(suite, suite.command);
  passed += files.reduce((sum, {passed: each}) => sum + each, 0) || (code === 0 ? 1 : 0);
  const failures = failuresIn(files);
  if (failures.length > 0 || code !== 0) failedSuites.push({suite, failures, code});
}

/** A shared machine may starve a browser, or lose it: there files that failed have a second try, which a defect fails as well. */
async function tryAgain({suite, failures, code}) {
  const again = [...new Set(failures.map(({file}) => file))].filter((file) => file !== 'unknown');
  const isWorthIt = again.length > 0 && again.length <= mostSecondTries && performance.now() < timeForSecondTries;
  let left = failures;
  if (process.env.CI && suite.again && isWorthIt) {
    const title = `${suite.name}, once more: ${again.join(' ')}`;
    const second = await runAndTell(suite, suite.again(again), title);
    left = failuresIn(second.files);
    code = second.code;
    passed += Math.max(0, failures.length - left.length);
  }
  // A suite can fail without a failing test: by its coverage, or by not starting at all.
  if (left.length === 0 && code !== 0) left = [{file: suite.name, name: `exit code ${code}`, message: ''}];
  failed += left.length;
  for (const {file, name, message} of left) endings.push(`❌ ${suite.name}: ${file}: ${name}\n${message}`);
}

/** Takes suites off the list until it is empty. */
async function runLane(waiting) {
  for (let suite = waiting.shift(); suite; suite = waiting.shift()) await runSuite(suite);
}

await runLane([...firstSuites]);
const waiting = suites(options, engineNames);
await Promise.all(Array.from({length: lanes}, () => runLane(waiting)));
for (const each of failedSuites) await tryAgain(each);
rmSync(reports, {recursive: true, force: true});

console.log('\nSeconds, of all suites and of files that took more than 20:');
for (const [took, what] of durations) console.log(`${String(seconds(took)).padStart(6)} ${what}`);
if (endings.length > 0) console.log(`\n${endings.join('\n\n')}`);
for (const {label, find, hint} of chosenEngines(Object.keys(engines)).map((engine) => engines[engine])) {
  if (!find())
    console.log(`\nSkipped: ${label} was not found (${hint}). npm run test:all-engines installs it where it can.`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
