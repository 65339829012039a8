import {readFile} from 'node:fs/promises';

const address = '/vendor/lforms/';

/** What a page with LHC-Forms loads, and nothing else of the package. */
const files = {
  'assets/lib/zone.min.js': 'text/javascript',
  'lhc-forms.js': 'text/javascript',
  'styles.css': 'text/css',
  'lformsFHIR.min.js': 'text/javascript',
  'down_arrow_gray_10_10.png': 'image/png',
  'magnifying_glass.png': 'image/png',
};

/**
 * Serves the built files of LHC-Forms as they were published, at `/vendor/lforms/`: the dev server would look for imports in
 * megabytes of scripts that have none.
 */
export const lhcForms = (rootDir) => {
  const dist = `${rootDir}demo/node_modules/lforms/dist/lforms`;
  return async (context, next) => {
    const name = context.path.startsWith(address) ? context.path.slice(address.length) : '';
    if (!Object.hasOwn(files, name)) return next();
    context.body = await readFile(`${dist}/${name.startsWith('lformsFHIR') ? 'fhir/R4' : 'webcomponent'}/${name}`);
    context.type = files[name];
    context.set('Cache-Control', 'max-age=3600');
  };
};
