// Where a contender's time goes: node test/bench/profile.mjs [contender] [measure] [--kit folder]
// Prints the functions with the most time of their own, on the EHR page and on the app page.
import {parseArgs} from 'node:util';
import {contenders} from './contenders.mjs';
import {installLibraries} from './install.mjs';
import {measures} from './measures.mjs';
import {openBenchPage} from './bench-page.mjs';
import {withBench} from './rounds.mjs';

const shown = 20;

async function startProfiler(session) {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', {interval: 100});
  await session.send('Profiler.start');
  return async () => (await session.send('Profiler.stop')).profile;
}

/** A session with the app's frame, as soon as there is one. */
async function attachToApp({root}, origin) {
  for (;;) {
    const {targetInfos} = await root.send('Target.getTargets', {filter: [{type: 'iframe'}]});
    const app = targetInfos.find(({url}) => url.startsWith(origin));
    if (app) return root.connection().createSession(app);
  }
}

/** Milliseconds that each function took itself, without what it called. */
function selfTimes({nodes, samples, timeDeltas}) {
  const names = new Map(
    nodes.map(({id, callFrame: {functionName, lineNumber, url}}) => [
      id,
      `${functionName || '(anonymous)'}${url ? ` :${lineNumber + 1}` : ''}`,
    ]),
  );
  const times = new Map();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id);
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index] / 1000);
  }
  times.delete('(idle)');
  return times;
}

function print(title, profile) {
  const times = selfTimes(profile);
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  console.log(`\n${title}: ${total.toFixed()} ms busy`);
  const longest = [...times].sort(([, a], [, b]) => b - a).slice(0, shown);
  for (const [name, time] of longest) console.log(`${((100 * time) / total).toFixed(1).padStart(6)} %  ${name}`);
}

const {values, positionals} = parseArgs({allowPositionals: true, options: {kit: {type: 'string'}}});
const [contenderId = 'kit', measureId = 'throughput'] = positionals;
const contender = contenders.find(({id}) => id === contenderId);
const {full} = measures.find(({id}) => id === measureId);

installLibraries();
await withBench({contenders: [contender], kit: values.kit, minify: false}, async (bench) => {
  const page = await openBenchPage(bench, contender);
  try {
    const stopEhr = await startProfiler(page.tab.session);
    const measured = page.mount([{measure: measureId, ...full, batches: 2 * full.batches}]);
    const stopApp = await startProfiler(await attachToApp(page.tab, bench.servers.appOrigin));
    await measured;
    print(`EHR page, ${contender.name}, ${measureId}`, await stopEhr());
    print('App page', await stopApp());
  } finally {
    await page.close();
  }
});
