import {arch, cpus, totalmem, type} from 'node:os';
import {kitVersion} from './contenders.mjs';
import {ratios, summarize} from './statistics.mjs';

/** Where and when it was measured. */
export function describeRun(browserVersion, {rounds, pairs, quick}) {
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    kit: kitVersion(),
    browser: browserVersion,
    node: process.version,
    machine: {
      os: `${type()} ${arch()}`,
      cpu: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
      memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    },
    rounds,
    pairs,
    quick,
  };
}

/**
 * The results as they are kept: for each row and contender median and quartiles over the rounds, and the same of what its
 * values were of those of the same round by hand, `toWindow` and `toPort`.
 */
export function collect(run, {measures, contenders, quick}, values) {
  const rows = measures
    .flatMap((measure) => measure.rows(quick ? measure.quick : measure.full))
    .filter(({id}) => values[id] !== undefined);
  const ofContender = ({'raw-window': byWindow, 'raw-port': byPort}, list) => ({
    ...summarize(list),
    ...(byWindow && {toWindow: summarize(ratios(list, byWindow))}),
    ...(byPort && {toPort: summarize(ratios(list, byPort))}),
  });
  return {
    ...run,
    contenders: Object.fromEntries(contenders.map(({id, name, version}) => [id, {name, ...(version && {version})}])),
    measures: Object.fromEntries(
      rows.map(({id, ...row}) => {
        const byContender = Object.entries(values[id]);
        const inOrder = contenders.flatMap(({id: name}) => byContender.filter(([contender]) => contender === name));
        const summaries = inOrder.map(([name, list]) => [name, ofContender(values[id], list)]);
        return [id, {...row, contenders: Object.fromEntries(summaries)}];
      }),
    ),
  };
}
