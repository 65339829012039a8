// `npm run bench`: measures the kit beside window.postMessage, MessagePort and other libraries, in a real browser.
// --rounds N, --tiny (checks that everything works, times nothing), --only and --contenders (comma-separated ids),
// --out folder, --kit folder (another version's components/ instead of this one's).
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {installLibraries} from './install.mjs';
import {readOptions} from './options.mjs';
import {chart, measureTable} from './report.mjs';
import {collect, describeRun} from './results.mjs';
import {runRounds, withBench} from './rounds.mjs';
import {measureSizes} from './sizes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

function folderFor({out, tiny, isPart}) {
  if (out !== undefined) return out;
  if (tiny) return mkdtempSync(join(tmpdir(), 'bench-'));
  return isPart ? undefined : here;
}

function write(folder, results) {
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, 'chart.svg'), chart(results));
  console.log(`\nWritten: results.json and chart.svg in ${folder}`);
}

try {
  const options = readOptions(process.argv.slice(2));
  installLibraries();
  const sizes = await measureSizes();
  const results = await withBench(options, async (bench) => {
    const values = await runRounds(bench, options, console.log);
    return {...collect(describeRun(await bench.browser.version(), options), options, values), sizes};
  });
  for (const row of Object.keys(results.measures)) console.log(`\n${measureTable(results, row)}`);
  const folder = folderFor(options);
  if (folder) write(folder, results);
  else console.log('\nNothing was written: this was a part of the benchmark. Say where to with --out.');
} catch (error) {
  console.error(`The benchmark failed. ${error.message}`);
  process.exitCode = 1;
}
