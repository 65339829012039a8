import {fileURLToPath} from 'node:url';
import {resolve} from 'node:path';
import {bundle as bundleModule} from '../support/bundle.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * One page's script: `pages/ehr-page.js` or `pages/app-page.js` with one contender's module for that side. `kit` is the
 * folder with the kit's sources, where they are not this repository's.
 */
export function bundle(side, contender, {kit, minify = true} = {}) {
  return bundleModule(`test/bench/pages/${side}-page.js`, {
    alias: {
      contender: path(`./pages/${side}/${contender[side]}.js`),
      kit: kit === undefined ? path('../../components') : resolve(kit),
    },
    nodePaths: [path('../../node_modules')], // for a kit that stands elsewhere
    minify,
  }).catch((error) => {
    throw new Error(`The ${side} page of ${contender.name} could not be built. ${error.message}`, {cause: error});
  });
}
