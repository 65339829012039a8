import {readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file) => JSON.parse(readFileSync(`${root}${file}`, 'utf8'));

/** Words such as `FRAMEWORKS=react,vue` choose from those that are there. */
const chosen = process.env.FRAMEWORKS?.split(',');

/** The examples: `{name, label, ehr, app, folder}`. */
export const frameworks = read('demo/frameworks/index.json')
  .filter(({name}) => !chosen || chosen.includes(name))
  .map((framework) => ({...framework, folder: `demo/frameworks/${framework.name}`}));

/** Folders with packages of their own, in which the kit's tarball is installed. */
export const folders = ['test/frameworks/types', ...frameworks.map(({folder}) => folder)];

/**
 * What is served for each of them. Plain HTML is served as it is, with the bundle beside it. React's development build
 * is tested, too: in the other one StrictMode does nothing.
 */
export const sites = frameworks.flatMap(({name, label, folder, ehr}) => {
  if (name === 'html') {
    return [{name: label, folders: [dirname(ehr), `${folder}/node_modules/smart-web-messaging-elements/dist`]}];
  }
  const site = {name: label, folders: [`${folder}/dist`]};
  const development = {name: `${label} in development`, folders: [`${folder}/dist/development`], development: true};
  return name === 'react' ? [site, development] : [site];
});
