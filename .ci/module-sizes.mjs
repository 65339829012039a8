import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

/** A path below node_modules/ begins with the package, whatever it lies in. */
const shortened = (path) => path.replace(/^.*node_modules\//, '');

/** As size-limit bundles it: the file, or everything that it exports. */
const inputOf = ({path, import: imported}) =>
  imported === '*'
    ? {stdin: {contents: `import * as all from './${path}'; console.log(all)`, resolveDir: process.cwd()}}
    : {entryPoints: [path]};

/**
 * What an entry of .size-limit.json is made of: minified bytes by module, most first, of `bytes` in all; `gzipped` is the size
 * of the whole. What belongs to no module (licences, names of exports) is one of them.
 */
export async function moduleSizes({name, path, import: imported, ignore = []}) {
  const {outputFiles, metafile} = await build({
    ...inputOf({path, import: imported}),
    bundle: true,
    minify: true,
    treeShaking: true,
    external: ignore,
    metafile: true,
    write: false,
    outdir: 'size',
    logLevel: 'error',
  });
  const [{contents}] = outputFiles;
  const [{inputs}] = Object.values(metafile.outputs);
  const modules = Object.entries(inputs)
    .map(([module, {bytesInOutput}]) => ({module: shortened(module), bytes: bytesInOutput}))
    .filter(({module, bytes}) => bytes > 0 && module !== '<stdin>');
  const rest = contents.length - modules.reduce((sum, {bytes}) => sum + bytes, 0);
  return {
    name,
    bytes: contents.length,
    gzipped: gzipSync(contents, {level: 9}).length,
    modules: [...modules, {module: '(no module)', bytes: rest}].sort((one, other) => other.bytes - one.bytes),
  };
}
