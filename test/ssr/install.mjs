import {execSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const installed = `${folder}node_modules/.package-lock.json`;
const lock = `${folder}package-lock.json`;

/** Installs what renders the pages, where it is not there or not that of the lock file. */
export function installLibraries() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing React, with which the tests render pages.');
  execSync('npm ci --no-audit --no-fund', {cwd: folder, stdio: ['ignore', 'ignore', 'inherit']});
}
