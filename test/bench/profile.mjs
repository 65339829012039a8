// `npm run bench -- --profile <measure>`: where the time of a round trip goes, by stage and by function.
import {SourceMap} from 'node:module';
import {openBenchPage} from './bench-page.mjs';
import {cpuBetween, cpuByThread, readCpu} from './cpu.mjs';
import {withBench} from './rounds.mjs';
import {byOwner, stagesOf} from './stages.mjs';

/** Batches that nobody looks at, so that everything is compiled. */
const warmUp = 12;
const batches = 20;

async function startProfiler(session) {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', {interval: 100});
  await session.send('Profiler.start');
  return async () => (await session.send('Profiler.stop')).profile;
}

const share = (part, whole) => `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
const perCall = (milliseconds, calls) => `${((1000 * milliseconds) / calls).toFixed(2).padStart(8)} µs`;

function printStages(title, stages, calls) {
  const busy = stages.reduce((sum, {time}) => sum + time, 0);
  const print = (time, text) => console.log(`${perCall(time, calls)} ${share(time, busy)}  ${text}`);
  console.log(`\n${title}, its scripts' thread: ${perCall(busy, calls).trim()} per call`);
  for (const [owner, time] of byOwner(stages)) print(time, owner);
  console.log('  by stage, and in it by function, without what it calls');
  for (const {name, time, functions} of stages) {
    print(time, name);
    for (const each of functions) if (each.time >= busy / 500) print(each.time, `    ${each.name}`);
  }
}

function printThreads(before, after, calls) {
  if (before === undefined) return console.log('\nNo CPU time of processes on this system (no /proc).');
  const all = cpuBetween(before, after);
  console.log(`\nAll threads of the browser, without the profiler: ${perCall(all, calls).trim()} of CPU per call`);
  for (const [name, time] of cpuByThread(before, after)) {
    if (time >= all / 200) console.log(`${perCall(time, calls)} ${share(time, all)}  ${name}`);
  }
}

async function run(app, measure, calls) {
  await app.run(measure, calls);
  await app.check();
}

/** Prints the profile of a contender in one of the measures that are taken by batches. */
export async function profile({contender, measure, calls, kit}) {
  await withBench({contenders: [contender], kit, minify: false}, async (bench) => {
    const page = await openBenchPage(bench, contender);
    try {
      const app = await page.open();
      const pid = bench.browser.process().pid;
      for (let batch = 0; batch < warmUp; batch++) await run(app, measure, calls);
      const before = readCpu(pid);
      for (let batch = 0; batch < batches; batch++) await app.run(measure, calls);
      const after = readCpu(pid);

      const stopEhr = await startProfiler(page.tab.session);
      const stopApp = await startProfiler(app.session);
      for (let batch = 0; batch < batches; batch++) await app.run(measure, calls);
      const profiles = {app: await stopApp(), ehr: await stopEhr()};

      console.log(`${contender.name}, ${measure}: ${batches} batches of ${calls}`);
      for (const [side, title] of Object.entries({app: 'App page', ehr: 'EHR page'})) {
        const {text, map} = bench.scripts[side].get(contender.id);
        printStages(title, stagesOf(profiles[side], text, new SourceMap(map)), batches * calls);
      }
      printThreads(before, after, batches * calls);
    } finally {
      await page.close();
    }
  });
}
