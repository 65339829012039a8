// `npm run bench`: measures the kit beside window.postMessage, MessagePort and other libraries, in a real browser.
// --quick (checks that everything works, times nothing), --pairs N, --rounds N, --only and --contenders (comma-separated
// ids), --out folder, --kit folder (another version's components/ instead of this one's), --profile measure.
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {judgeBudgets} from './budget-run.mjs';
import {busyShare, disturbances} from './disturbance.mjs';
import {installLibraries} from './install.mjs';
import {readOptions} from './options.mjs';
import {profile} from './profile.mjs';
import {budgetLines, chart, measureTable} from './report.mjs';
import {collect, describeRun} from './results.mjs';
import {runRounds, withBench} from './rounds.mjs';
import {measureSizes} from './sizes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

function folderFor({out, quick, isPart}) {
  if (out !== undefined) return out;
  if (quick) return mkdtempSync(join(tmpdir(), 'bench-'));
  return isPart ? undefined : here;
}

function write(folder, results) {
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, 'chart.svg'), chart(results));
  console.log(`\nWritten: results.json and chart.svg in ${folder}`);
}

async function measure(options) {
  const busyBefore = await busyShare(options.quick ? 100 : 1000);
  const sizes = await measureSizes();
  return withBench(options, async (bench) => {
    const {budgets, measured} = await judgeBudgets(bench, options, console.log);
    const values = await runRounds(bench, options, console.log);
    const run = describeRun(await bench.browser.version(), options);
    return {
      ...collect(run, options, values),
      budgets,
      disturbed: disturbances({busyBefore, measured}),
      sizes,
    };
  });
}

function print(results) {
  for (const row of Object.keys(results.measures)) console.log(`\n${measureTable(results, row)}`);
  console.log(`\n${budgetLines(results)}`);
}

try {
  const options = readOptions(process.argv.slice(2));
  installLibraries();
  if (options.profile) {
    for (const contender of options.contenders) await profile({...options.profile, contender, kit: options.kit});
  } else {
    const results = await measure(options);
    print(results);
    const folder = folderFor(options);
    if (folder) write(folder, results);
    else console.log('\nNothing was written: this was a part of the benchmark. Say where to with --out.');
  }
} catch (error) {
  console.error(`The benchmark failed. ${error.message}`);
  process.exitCode = 1;
}
