import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** One page's script, with the kit as it is in `components/`. */
export async function bundlePage(name) {
  const {outputFiles} = await build({
    entryPoints: [path(`./pages/${name}.js`)],
    tsconfig: path('../../tsconfig.json'), // the classes' fields must not shadow Lit's accessors
    ignoreAnnotations: true, // package.json lists the side effects of dist/, not of the sources
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}
