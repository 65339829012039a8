// Run before `npm start`, `npm test` and the like, so that each is the only command needed in a fresh clone. Folders with
// packages of their own, apart from the kit's, are named by whoever needs them.
import {installPackages} from './install.mjs';

installPackages('.', 'Installing the packages of package-lock.json. This takes a minute, once.');
for (const folder of process.argv.slice(2)) installPackages(folder, `Installing what ${folder}/ needs, once.`);
