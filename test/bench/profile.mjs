// Where a contender's time goes: node test/bench/profile.mjs [contender] [measure] [--kit folder]
// Prints the functions that take most time, by themselves and with what they call, on the EHR page and on the app page.
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

const nameOf = ({functionName, lineNumber, url}) =>
  `${functionName || '(anonymous)'}${url ? ` :${lineNumber + 1}` : ''}`;

/** Milliseconds by function: its own, and those with what it calls. */
function times({nodes, samples, timeDeltas}) {
  const byId = new Map(nodes.map((node) => [node.id, {...node, name: nameOf(node.callFrame), time: 0}]));
  for (const [index, id] of samples.entries()) byId.get(id).time += timeDeltas[index] / 1000;
  const own = new Map();
  const total = new Map();
  const add = (map, name, time) => map.set(name, (map.get(name) ?? 0) + time);
  const visit = ({name, time, children = []}, callers) => {
    const isOutermost = !callers.includes(name); // a function that calls itself counts once
    const sum = children.reduce((all, id) => all + visit(byId.get(id), [...callers, name]), time);
    add(own, name, time);
    if (isOutermost) add(total, name, sum);
    return sum;
  };
  visit(byId.get(nodes[0].id), []);
  return {own, total};
}

function print(title, profile) {
  const {own, total} = times(profile);
  const busy = total.get('(root)') - (own.get('(idle)') ?? 0);
  const percent = (time) => `${((100 * time) / busy).toFixed(1).padStart(6)} %`;
  const longest = (map) =>
    [...map]
      .filter(([name]) => !['(root)', '(idle)'].includes(name))
      .sort(([, one], [, other]) => other - one)
      .slice(0, shown);
  console.log(`\n${title}: ${busy.toFixed()} ms busy`);
  console.log('  by itself, with what it calls, function:line of the bundle');
  for (const [name, time] of longest(own)) console.log(`${percent(time)} ${percent(total.get(name))}  ${name}`);
  console.log('  with what it calls');
  for (const [name, time] of longest(total)) console.log(`${percent(time)}           ${name}`);
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
