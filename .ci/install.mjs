import {execSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';

/** Installs the packages of a folder's lock file, where they are not there or are others; `reason` is what people read. */
export function installPackages(folder, reason) {
  const lock = `${folder}/package-lock.json`;
  const installed = `${folder}/node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log(reason);
  execSync('npm ci --no-audit --no-fund', {cwd: folder, stdio: ['ignore', 'inherit', 'inherit']});
}
