import {readFileSync} from 'node:fs';

const packageAt = (folder) => JSON.parse(readFileSync(new URL(`${folder}/package.json`, import.meta.url), 'utf8'));

const fromPackage = (id, name) => ({
  id,
  ehr: id,
  app: id,
  get name() {
    return `${name} ${this.version.split('.')[0]}`;
  },
  get version() {
    return packageAt(`./node_modules/${id}`).version; // read late: the package may yet have to be installed
  },
});

/** Whoever is compared: a name, and the modules in `pages/` for the EHR page and the app page. */
export const contenders = [
  {id: 'raw-window', name: 'window.postMessage by hand', ehr: 'raw-window', app: 'raw-window'},
  {id: 'raw-port', name: 'MessagePort by hand', ehr: 'raw-port', app: 'raw-port'},
  {id: 'kit', name: 'this kit', ehr: 'kit', app: 'kit'},
  {id: 'kit-app', name: 'this kit’s app, EHR by hand', ehr: 'raw-window', app: 'kit'},
  {id: 'kit-ehr', name: 'this kit’s EHR, app by hand', ehr: 'kit', app: 'raw-window'},
  fromPackage('penpal', 'Penpal'),
  fromPackage('comlink', 'Comlink'),
  fromPackage('post-robot', 'post-robot'),
];

export const kitVersion = () => packageAt('../..').version;
