// Run before `npm start`, `npm test` and `npm run bench`, so that each is the only command needed in a fresh clone.
import {execSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';

const installed = 'node_modules/.package-lock.json';

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  console.log('Installing the packages of package-lock.json. This takes a minute, once.');
  execSync('npm ci --no-audit --no-fund', {stdio: 'inherit'});
}
