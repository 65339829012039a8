// What `npm test` runs. Suites of one lane run one after the other, the two lanes side by side where there are cores enough.
import {readdirSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {engines} from './support/engines.mjs';

const countTap = (output) =>
  ['pass', 'fail'].map((word) => Number(new RegExp(`^[#ℹ] ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0));

const countBrowserTests = (output) => {
  const [, passed, failed] = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
  return [Number(passed ?? 0), Number(failed ?? 0)];
};

/** The files of which a test failed, as far as the output tells. */
const failedTapFiles = (output) => [
  ...new Set(
    [...output.matchAll(/^ *not ok .*\n *---\n.*\n *location: '.*?(test\/[^':]+\.test\.mjs):/gm)].map(
      ([, file]) => file,
    ),
  ),
];

function failedBrowserFiles(output) {
  const files = new Set();
  let current;
  for (const line of output.split('\n')) {
    const [, file] = /(test\/\S+\.test\.ts):$/.exec(line) ?? [];
    current = file ?? current;
    if (current && line.includes('❌')) files.add(current);
  }
  return [...files];
}

const countExit = (_, code) => (code === 0 ? [1, 0] : [0, 1]);

/** `options` are Node's. */
const nodeTests = (name, folder, ...options) => {
  const run = (files) => ['node', '--test', '--test-reporter=tap', ...options, ...files];
  const all = readdirSync(folder).filter((file) => file.endsWith('.test.mjs'));
  return {
    name,
    command: run(all.map((file) => `${folder}/${file}`)),
    count: countTap,
    failedFiles: failedTapFiles,
    again: run,
  };
};

/** Coverage is counted where the browser counts it. */
const browserTests = ([engine, {label}]) => ({
  name: `browser: ${label}`,
  command: ['npx', 'web-test-runner', ...(engine === 'chromium' ? ['--coverage'] : [])],
  environment: {ENGINE: engine},
  count: countBrowserTests,
  failedFiles: failedBrowserFiles,
  again: (files) => ['npx', 'web-test-runner', '--files', ...files],
});

/** What the others need, and what fails fastest. */
export const firstSuites = [
  {name: 'types', command: ['npx', 'tsc', '--noEmit'], count: countExit},
  {name: 'build', command: ['node', '.ci/build.mjs'], count: countExit},
];

/** `engineNames` are those to test on; the frameworks' own packages are installed where they are wanted only. */
export const lanes = ({engineNames, frameworks}) => [
  Object.entries(engines)
    .filter(([engine]) => engineNames.includes(engine))
    .map(browserTests),
  [
    nodeTests('package', 'test/package'),
    nodeTests('pages from a server', 'test/ssr'),
    nodeTests('Vitest', 'test/vitest'),
    nodeTests('oldest browsers', 'test/oldest-browsers'),
    nodeTests('benchmark', 'test/bench'),
    nodeTests('soak', 'test/soak'),
    nodeTests('demo', 'test/demo'),
    // Its stories wait much and work little.
    nodeTests('gallery', 'test/gallery', `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`),
    nodeTests('guides', 'test/guides'),
    ...(frameworks ? [{name: 'frameworks', command: ['node', 'test/frameworks/run.mjs'], count: countTap}] : []),
  ],
];
