// What became of the tests of a suite, for `npm test`: it counts them, tries files again and ends with what failed and what is slow.
import {readFileSync, writeFileSync} from 'node:fs';
import {relative} from 'node:path';

/**
 * @typedef {{file: string, seconds: number, passed: number, failures: Array<{name: string, message: string}>}} FileReport
 */

/** Of a suite's report; empty where the suite did not come that far. */
export function readReport(path) {
  try {
    return /** @type {FileReport[]} */ (JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}

export const fromRoot = (file) => relative(process.cwd(), file);

const firstLines = (text) => String(text).split('\n').slice(0, 6).join('\n').slice(0, 600);

export const failure = (name, error) => ({name, message: firstLines(error?.message ?? error ?? '')});

/** For the browsers' test runner, which runs one file after the other. */
export function browserReporter(path) {
  const results = new Map();
  let begin = performance.now();
  return {
    reportTestFileResults({sessionsForTestFile, testFile}) {
      const seconds = (performance.now() - begin) / 1000;
      begin = performance.now();
      const tests = sessionsForTestFile.flatMap(({testResults}) => testsIn(testResults));
      const run = tests.filter(({skipped}) => !skipped);
      const failures = run.filter(({passed}) => !passed).map(({name, error}) => failure(name, error));
      // A file can fail without a failing test: by not starting at all, say.
      if (failures.length === 0) {
        const broken = sessionsForTestFile.filter(({passed}) => !passed);
        failures.push(...broken.map(({errors}) => failure('the file', errors[0] ?? 'It did not pass.')));
      }
      const file = fromRoot(testFile);
      results.set(file, {file, seconds, passed: run.filter(({passed}) => passed).length, failures});
      writeFileSync(path, JSON.stringify([...results.values()]));
    },
  };
}

/** The runner's own suites have no name. */
const testsIn = ({name, suites = [], tests = []} = {}) =>
  [...tests, ...suites.flatMap(testsIn)].map((test) => ({
    ...test,
    name: name ? `${name} > ${test.name}` : test.name,
  }));
