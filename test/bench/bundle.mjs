import {fileURLToPath} from 'node:url';
import {resolve} from 'node:path';
import {bundleFiles} from '../support/bundle.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * One page's script: `pages/ehr-page.js` or `pages/app-page.js` with one contender's module for that side. `kit` is the
 * folder with the kit's sources, where they are not this repository's. Returns its text and its source map.
 */
export async function bundle(side, contender, {kit, minify = true} = {}) {
  const files = await bundleFiles(`test/bench/pages/${side}-page.js`, {
    alias: {
      contender: path(`./pages/${side}/${contender[side]}.js`),
      kit: kit === undefined ? path('../../components') : resolve(kit),
    },
    nodePaths: [path('../../node_modules')], // for a kit that stands elsewhere
    minify,
    sourcemap: 'external',
    outdir: path('./pages'), // nothing is written: the source map's paths begin there
  }).catch((error) => {
    throw new Error(`The ${side} page of ${contender.name} could not be built. ${error.message}`, {cause: error});
  });
  const [map, script] = files.sort((one, other) => other.path.length - one.path.length);
  return {text: script.text, map: JSON.parse(map.text)};
}
