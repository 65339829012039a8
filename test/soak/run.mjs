// `npm run soak`: works with several frames for two minutes and looks whether anything grows. --minutes N or --seconds N,
// --frames N, --leak (keeps what should go, to show that it is noticed).
import {readOptions} from './options.mjs';
import {growing, judgeAll, table} from './report.mjs';
import {soak} from './soak.mjs';

const progressInterval = 30_000;

try {
  const options = readOptions(process.argv.slice(2));
  const started = performance.now();
  let told = started;
  const samples = await soak(options, ({EHR, app}, cycle) => {
    if (performance.now() - told < progressInterval) return;
    told = performance.now();
    const megabytes = [EHR, app].map(({JSHeapUsedSize}) => (JSHeapUsedSize / 1e6).toFixed(2)).join(' and ');
    console.log(`${cycle} cycles in ${Math.round((told - started) / 1000)} s; heaps of EHR and apps ${megabytes} MB`);
  });
  const verdicts = judgeAll(samples);
  const grown = growing(verdicts);
  console.log(
    `\n${options.frames} frames, ${samples.length} cycles; the second half is judged.\n\n${table(verdicts)}\n`,
  );
  console.log(grown.length > 0 ? `Growing: ${grown.join(', ')}.` : 'Nothing grows.');
  process.exitCode = grown.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`The soak test failed. ${error.message}`);
  process.exitCode = 1;
}
