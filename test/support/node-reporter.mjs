// For Node's test runner: a suite's report as JSON.
import {failure, fromRoot} from './report.mjs';

export default async function* report(events) {
  const results = new Map();
  for await (const {type, data} of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.file ? fromRoot(data.file) : 'unknown';
    const result = results.get(file) ?? {file, seconds: 0, passed: 0, failures: []};
    results.set(file, result);
    if (data.nesting === 0) result.seconds += data.details.duration_ms / 1000;
    if (data.details.type === 'suite' || data.skip !== undefined || data.todo !== undefined) continue;
    if (type === 'test:pass') result.passed++;
    else if (data.details.error?.failureType !== 'subtestsFailed')
      result.failures.push(failure(data.name, data.details.error?.cause ?? data.details.error));
  }
  yield JSON.stringify([...results.values()]);
}
