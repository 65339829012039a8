import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {relative, sep} from 'node:path';
import {build} from 'esbuild';

let bundled;

/**
 * Bundles the gallery and the apps of its stories once, in memory, and serves each `main.js` beside its `main.ts`: modules
 * one by one would cost a visitor seconds. Servers of one process share the bundles.
 */
export const bundles = (rootDir) => (bundled ??= bundle(rootDir));

async function bundle(rootDir) {
  const apps = readdirSync(`${rootDir}demo/story-apps`, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map(({name}) => `demo/story-apps/${name}/main.ts`);
  const tsconfigRaw = readFileSync(`${rootDir}tsconfig.json`, 'utf8');
  const files = new Map();
  for (const entryPoints of [['demo/gallery/main.ts', 'demo/gallery/gallery.css'], apps]) {
    const {outputFiles} = await build({...options, absWorkingDir: rootDir, tsconfigRaw, entryPoints});
    for (const file of outputFiles) files.set(`/${relative(rootDir, file.path).split(sep).join('/')}`, served(file));
  }

  return (context, next) => {
    const file = files.get(context.path);
    if (!file) return next();
    context.set('Cache-Control', file.hashed ? 'max-age=31536000, immutable' : 'no-cache');
    context.etag = file.etag;
    context.status = 200;
    if (context.fresh) {
      context.status = 304;
      return;
    }
    context.type = file.type;
    context.body = file.text;
  };
}

const options = {
  bundle: true,
  write: false,
  minify: true,
  splitting: true,
  sourcemap: 'linked',
  format: 'esm',
  target: 'es2022',
  outdir: '.',
  outbase: '.',
  chunkNames: 'demo/chunks/[name]-[hash]',
  external: ['/demo/*'],
  logLevel: 'error',
  plugins: [
    {
      name: 'register-elements',
      setup(builder) {
        // package.json says which of the published files have side effects; of the sources it says nothing.
        builder.onResolve({filter: /^\.{1,2}\//}, async ({path, pluginData, ...args}) => {
          if (pluginData) return undefined;
          const resolved = await builder.resolve(path, {...args, pluginData: true});
          return {...resolved, sideEffects: /\/demo\/|\/define\.ts$/.test(resolved.path.replaceAll(sep, '/'))};
        });
      },
    },
  ],
};

const served = ({path, text}) => ({
  text,
  type: path.endsWith('.css') ? 'text/css' : path.endsWith('.map') ? 'application/json' : 'text/javascript',
  etag: createHash('sha256').update(text).digest('base64url'),
  hashed: path.includes(`${sep}demo${sep}chunks${sep}`),
});
