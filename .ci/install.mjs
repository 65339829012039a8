import {execSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** Whether a folder holds the packages of its lock file. */
export function isInstalled(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/** Installs the packages of a folder's lock file, where they are not there or are others; `reason` is what people read. */
export function installPackages(folder, reason, {runScripts = true} = {}) {
  if (isInstalled(folder)) return;
  console.log(reason);
  execSync(`npm ci --no-audit --no-fund --loglevel=error ${runScripts ? '' : '--ignore-scripts'}`, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
