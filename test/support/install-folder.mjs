import {execSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** Installs the packages of a folder with a lock file of its own, where they are not there or not those of the lock file. */
export function installFolder(folder, what) {
  const installed = new URL('node_modules/.package-lock.json', folder);
  const lock = new URL('package-lock.json', folder);
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error(`Installing ${what}.`);
  execSync('npm ci --no-audit --no-fund --ignore-scripts', {
    cwd: fileURLToPath(folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
