import {readdir, readFile} from 'node:fs/promises';
import {sep} from 'node:path';

const index = 'demo/frameworks/index.json';
const unlisted = (error) => {
  if (error.code === 'ENOENT') return undefined;
  throw error;
};

/** Serves the gallery the texts of the files that it shows as code, and no others. */
export const sourceFiles = (rootDir) => async (context, next) => {
  if (context.path === '/demo/sources/frameworks') {
    context.body = await frameworks(rootDir);
  } else if (context.path === '/demo/sources/file') {
    const path = context.query['path'];
    if (!(await listed(rootDir)).has(path)) return;
    context.body = await readFile(rootDir + path, 'utf8');
    context.type = 'text/plain';
  } else return next();
  context.set('Cache-Control', 'no-cache');
};

const frameworks = async (rootDir) => JSON.parse((await readFile(rootDir + index, 'utf8').catch(unlisted)) ?? '[]');

async function listed(rootDir) {
  const examples = await frameworks(rootDir);
  const files = async (folder, wanted) =>
    (await readdir(rootDir + folder, {recursive: true}))
      .map((name) => name.replaceAll(sep, '/'))
      .filter((name) => wanted.test(name))
      .map((name) => folder + name);
  return new Set([
    ...examples.flatMap(({ehr, app}) => [ehr, app]),
    ...(await files('demo/stories/', /^[\w-]+\.ehr\.ts$/)),
    ...(await files('demo/story-apps/', /^[\w-]+\/(index\.html|main\.ts)$/)),
  ]);
}
