import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The kit in plain HTML and in each framework: `{name, label, ehr, app, folder}`. */
export const frameworks = JSON.parse(readFileSync(`${root}demo/frameworks/index.json`, 'utf8')).map((framework) => ({
  ...framework,
  folder: `demo/frameworks/${framework.name}`,
}));

/** Those with these names, or all of them. */
export function chooseFrameworks(names) {
  const unknown = names.filter((name) => !frameworks.some((framework) => framework.name === name));
  const known = frameworks.map(({name}) => name).join(', ');
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join()}. There are ${known}.`);
  return names.length > 0 ? frameworks.filter(({name}) => names.includes(name)) : frameworks;
}

/** The folders whose files are served: plain HTML as it is, with the kit's bundle beside it, else what was built. */
export const servedFolders = ({name, folder}) =>
  name === 'html' ? [folder, `${folder}/node_modules/smart-web-messaging-elements/dist`] : [`${folder}/dist`];
