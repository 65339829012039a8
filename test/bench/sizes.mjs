import {gzipSync} from 'node:zlib';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const components = fileURLToPath(new URL('../../components', import.meta.url));

/** What pages load later, if they need it: no part of the entries' sizes. */
const later = ['*/advice.js', '*/commands.js', '*/serving.js', '*/working.js'];

const entries = [
  {name: 'both elements', module: `${components}/define.ts`},
  {name: '`<smart-app-frame>` alone', module: `${components}/smart-app-frame/define.ts`},
  {name: '`<smart-messaging-context>` alone', module: `${components}/smart-messaging-context/define.ts`},
  {name: '`./channel`: no elements', module: `${components}/channel/index.ts`},
  {name: 'Penpal', module: 'penpal'},
  {name: 'Comlink', module: 'comlink'},
  {name: 'post-robot', module: 'post-robot'},
];

/** Bytes of everything that an entry exports, its dependencies included: minified, then gzipped. */
async function sizeOf(module) {
  const {outputFiles} = await build({
    stdin: {contents: `export * from ${JSON.stringify(module)};`, resolveDir: here},
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    bundle: true,
    external: module.startsWith(components) ? later : [],
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0].contents, {level: 9}).length;
}

export const measureSizes = () =>
  Promise.all(entries.map(async ({name, module}) => ({name, bytes: await sizeOf(module)})));
