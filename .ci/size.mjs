// `npm run size`: how large the entries are, and whether one is over its limit. With --why: what each is made of, as text
// and as treemaps in size.html.
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {moduleSizes} from './module-sizes.mjs';
import {treemapPage} from './treemap.mjs';

const file = 'size.html';

function print({name, bytes, gzipped, modules}) {
  console.log(`\n${name}: ${bytes} bytes minified, ${gzipped} gzipped`);
  for (const each of modules) {
    const share = ((100 * each.bytes) / bytes).toFixed(1);
    console.log(`${`${each.bytes}`.padStart(7)} ${share.padStart(5)} %  ${each.module}`);
  }
}

if (process.argv.includes('--why')) {
  const entries = await Promise.all(JSON.parse(readFileSync('.size-limit.json', 'utf8')).map(moduleSizes));
  for (const entry of entries) print(entry);
  writeFileSync(file, treemapPage(entries));
  console.log(`\nTreemaps of these: ${file}`);
} else {
  const {status} = spawnSync('npx', ['size-limit', ...process.argv.slice(2)], {stdio: 'inherit'});
  process.exitCode = status ?? 1;
}
