// What `npm test` runs.
import {readdirSync} from 'node:fs';
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
const browserTests = (engine) => ({
  name: `browser: ${engines[engine].label}`,
  command: () => ['npx', 'web-test-runner', ...(engine === 'chromium' ? ['--coverage'] : [])],
  environment: {ENGINES: engine},
  again: (files) => () => ['npx', 'web-test-runner', '--files', ...files],
});

/** The others need these, and these fail fastest: not tests, only done or not. */
export const firstSuites = [
  {name: 'types', command: () => ['npx', 'tsc', '--noEmit']},
  {name: 'build', command: () => ['node', '.ci/build.mjs']},
];

/**
 * Longest first: two suites run at a time, and each lane that is free takes the next one. The packages of the frameworks are
 * installed only where they are wanted.
 */
export const suites = ({frameworks}, engineNames) => [
  ...['firefox', 'chromium', 'webkit'].filter((engine) => engineNames.includes(engine)).map(browserTests),
  nodeTests('gallery', 'test/gallery', '--test-concurrency=1'),
  nodeTests('demo', 'test/demo', '--test-concurrency=1'),
  ...(frameworks ? [{name: 'frameworks', command: () => ['node', 'test/frameworks/run.mjs']}] : []),
  nodeTests('guides', 'test/guides', '--test-concurrency=1'),
  nodeTests('soak', 'test/soak', '--test-concurrency=1'),
  nodeTests('package', 'test/package'),
  nodeTests('pages from a server', 'test/ssr'),
  nodeTests('benchmark', 'test/bench'),
  nodeTests('model', 'test/model'),
  nodeTests('Vitest', 'test/vitest'),
  nodeTests('oldest browsers', 'test/oldest-browsers'),
];

/** Each browser uses about one core: a third suite at the same time would starve them on two. */
export const lanes = 2;
