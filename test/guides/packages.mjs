import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Everything that comes along: a package, its dependencies, and theirs. */
function withDependencies(folder) {
  const {dependencies = {}} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [folder, ...Object.keys(dependencies).flatMap((name) => withDependencies(`./node_modules/${name}`))];
}

/** What a guide may tell its reader to install, and the folders that it is packed from. */
const folders = {
  'smart-web-messaging-elements': () => withDependencies('.'),
  esbuild: () => ['./node_modules/esbuild', `./node_modules/@esbuild/${process.platform}-${process.arch}`],
};

/** Tarballs in place of the registry: the kit as it would be published, the others as they are installed here. */
export class Packages {
  #folder = mkdtempSync(join(tmpdir(), 'packages-'));

  constructor() {
    if (!existsSync('dist/index.js')) throw new Error('There is no build to be packed. Run: npm run build');
  }

  /** The same `npm install`, of tarballs and offline. */
  install(name, options, cwd) {
    if (!Object.hasOwn(folders, name)) throw new Error(`The guide installs ${name}, which its test does not know.`);
    const flags = ['--silent', '--ignore-scripts'];
    const packed = execFileSync(
      npm,
      ['pack', ...new Set(folders[name]()), '--json', ...flags, '--pack-destination', this.#folder],
      {encoding: 'utf8', shell: process.platform === 'win32'},
    );
    const tarballs = JSON.parse(packed).map(({filename}) => join(this.#folder, filename));
    execFileSync(npm, ['install', ...options, ...flags, '--offline', '--no-audit', '--no-fund', ...tarballs], {
      cwd,
      shell: process.platform === 'win32',
    });
  }

  remove() {
    rmSync(this.#folder, {recursive: true, force: true});
  }
}
