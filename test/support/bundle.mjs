import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = new URL('../../', import.meta.url);

/** A module of this repository and all that it imports, as one script; the kit as it is in `components/`. */
export const bundle = async (module) => (await bundleFiles(module))[0].text;

/** The same with more of esbuild's options, and all that comes out. */
export async function bundleFiles(module, options = {}) {
  const {outputFiles} = await build({
    entryPoints: [fileURLToPath(new URL(module, root))],
    tsconfig: fileURLToPath(new URL('tsconfig.json', root)), // the classes' fields must not shadow Lit's accessors
    ignoreAnnotations: true, // package.json lists the side effects of dist/, not of the sources
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    ...options,
  });
  return outputFiles;
}
