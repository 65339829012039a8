import {readdir, readFile} from 'node:fs/promises';

const frameworksIndex = 'demo/frameworks/index.json';
const storyFile = /^(?<id>[\w-]+)\.(?:[\w-]+\.ts|css)$/;
const appFile = /\.(html|ts)$/;

/**
 * Tells the gallery which files it can show as code, at `/demo/sources/index.json`, and serves the texts of those, and of
 * no others, at `/demo/sources/file?path=…`.
 */
export const sourceFiles = (rootDir) => async (context, next) => {
  if (context.path === '/demo/sources/index.json') {
    context.body = await list(rootDir);
  } else if (context.path === '/demo/sources/file') {
    const {path} = context.query;
    if (!filesIn(await list(rootDir)).includes(path)) return;
    context.body = await readFile(rootDir + path, 'utf8');
    context.type = 'text/plain';
  } else return next();
  context.set('Cache-Control', 'no-cache');
};

const filesIn = ({stories, apps, frameworks}) => [
  ...[...Object.values(stories), ...Object.values(apps)].flat(),
  ...frameworks.flatMap(({ehr, app}) => [ehr, app]),
];

async function list(rootDir) {
  return {stories: await stories(rootDir), apps: await apps(rootDir), frameworks: await frameworks(rootDir)};
}

/** What belongs to a story beside its description: `<id>.ehr.ts`, and what else begins with its id. */
async function stories(rootDir) {
  const files = {};
  for (const name of (await readdir(`${rootDir}demo/stories`)).sort()) {
    const id = storyFile.exec(name)?.groups.id;
    if (id) (files[id] ??= []).push(`demo/stories/${name}`);
  }
  return files;
}

async function apps(rootDir) {
  const folders = (await readdir(`${rootDir}demo/story-apps`, {withFileTypes: true}))
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map(({name}) => name);
  const files = async (folder) =>
    (await readdir(`${rootDir}demo/story-apps/${folder}`))
      .filter((name) => appFile.test(name))
      .sort()
      .map((name) => `demo/story-apps/${folder}/${name}`);
  return Object.fromEntries(await Promise.all(folders.map(async (folder) => [folder, await files(folder)])));
}

const frameworks = async (rootDir) => JSON.parse(await readFile(rootDir + frameworksIndex, 'utf8').catch(absent));

const absent = (error) => {
  if (error.code === 'ENOENT') return '[]';
  throw error;
};
