import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Packs the package as it would be published and installs the tarball's content into a folder of its own. */
export function packAndInstall() {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const [packed] = JSON.parse(
    execFileSync(npm, ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder], {
      encoding: 'utf8',
    }),
  );
  const tarball = join(folder, packed.filename);
  const modules = join(folder, 'node_modules');
  const {name, dependencies, peerDependencies} = JSON.parse(readFileSync('package.json', 'utf8'));
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', tarball, '-C', modules]);
  cpSync(join(modules, 'package'), join(modules, name), {recursive: true});
  rmSync(join(modules, 'package'), {recursive: true});
  for (const dependency of Object.keys({...dependencies, ...peerDependencies})) {
    mkdirSync(dirname(join(modules, dependency)), {recursive: true});
    symlinkSync(resolve('node_modules', dependency), join(modules, dependency), 'junction');
  }
  return {
    folder,
    tarball,
    files: packed.files.map(({path}) => path),
    installed: join(modules, name),
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}
