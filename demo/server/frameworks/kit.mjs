import {execFileSync} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {isInstalled} from '../../../.ci/install.mjs';

const isWindows = process.platform === 'win32';
const program = isWindows ? 'npm.cmd' : 'npm';
const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];
const name = 'smart-web-messaging-elements';

/** Runs npm in a folder; what it prints is shown. */
export const npm = (cwd, args, environment = {}) =>
  execFileSync(program, args, {cwd, stdio: 'inherit', shell: isWindows, env: {...process.env, ...environment}});

/** Packs the kit, which has been built, as it would be published. Returns the tarball. */
export function pack(destination) {
  const args = ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', destination];
  const [{filename}] = JSON.parse(execFileSync(program, args, {encoding: 'utf8', shell: isWindows}));
  return join(destination, filename);
}

/** The kit's own dependencies, direct and indirect, in the versions that it is tested with. */
function dependencies() {
  const {packages} = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const found = new Map();
  const add = (dependency) => {
    if (found.has(dependency)) return;
    const {version, dependencies: further = {}} = packages[`node_modules/${dependency}`];
    found.set(dependency, version);
    Object.keys(further).forEach(add);
  };
  Object.keys(packages[''].dependencies).forEach(add);
  return [...found].map(([dependency, version]) => `${dependency}@${version}`);
}

/**
 * Installs what the folder's lock file says, where that is not there yet, and then the tarball. The tarball is not
 * saved: its checksum changes with every change of the kit, and its path with the machine.
 */
export function install(folder, tarball) {
  if (!isInstalled(folder)) npm(folder, ['ci', ...quiet]);
  rmSync(join(folder, 'node_modules', name), {recursive: true, force: true});
  npm(folder, ['install', '--no-save', ...quiet, tarball, ...dependencies()]);
}
