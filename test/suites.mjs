// What `npm test` runs.
import {readdirSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {engines} from './support/engines.mjs';

const nodeReporters = (report) => [
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...['--test-reporter=./test/support/node-reporter.mjs', `--test-reporter-destination=${report}`],
];

/** `options` are Node's. */
function nodeTests(name, folder, ...options) {
  const run = (files) => (report) => ['node', '--test', ...nodeReporters(report), ...options, ...files];
  const all = readdirSync(folder).filter((file) => file.endsWith('.test.mjs'));
  return {name, command: run(all.map((file) => `${folder}/${file}`)), again: run};
}

/** Coverage is counted where the browser counts it. */
const browserTests = ([engine, {label}]) => ({
  name: `browser: ${label}`,
  command: () => ['npx', 'web-test-runner', ...(engine === 'chromium' ? ['--coverage'] : [])],
  environment: {ENGINE: engine},
  again: (files) => () => ['npx', 'web-test-runner', '--files', ...files],
});

/** What the others need, and what fails fastest: no tests, only done or not. */
export const firstSuites = [
  {name: 'types', command: () => ['npx', 'tsc', '--noEmit']},
  {name: 'build', command: () => ['node', '.ci/build.mjs']},
];

/** One after the other; the frameworks' own packages are installed where they are wanted only. */
export const nodeSuites = ({frameworks}) => [
  nodeTests('package', 'test/package'),
  nodeTests('pages from a server', 'test/ssr'),
  nodeTests('Vitest', 'test/vitest'),
  nodeTests('oldest browsers', 'test/oldest-browsers'),
  nodeTests('benchmark', 'test/bench'),
  nodeTests('model', 'test/model'),
  nodeTests('soak', 'test/soak'),
  nodeTests('demo', 'test/demo'),
  // Its stories wait much and work little.
  nodeTests('gallery', 'test/gallery', `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`),
  nodeTests('guides', 'test/guides'),
  ...(frameworks ? [{name: 'frameworks', command: () => ['node', 'test/frameworks/run.mjs']}] : []),
];

/** What two browsers do at one time: each waits more than it works. Firefox takes as long as the other two. */
const lanes = [['firefox'], ['chromium', 'webkit']];

export const browserLanes = (engineNames) =>
  lanes.map((names) =>
    Object.entries(engines)
      .filter(([engine]) => names.includes(engine) && engineNames.includes(engine))
      .map(browserTests),
  );
