// `npm run start:framework -- vue` shows the EHR page and the app in Vue; `-- vue svelte` the EHR page in Vue and the app
// in Svelte. Installs and builds them first.
import {buildWithPackedKit} from './build.mjs';
import {chooseFrameworks, servedFolders} from './list.mjs';
import {serve} from './serve.mjs';

const [name = 'html', other = name] = process.argv.slice(2);
const [ehr] = chooseFrameworks([name]);
const [app] = chooseFrameworks([other]);

buildWithPackedKit(
  [...new Set([ehr, app])].map(({folder}) => folder),
  (what) => console.log(`— ${what} —`),
);
const appServer = await serve('127.0.0.1', servedFolders(app), {ancestors: 'http://localhost:*'});
const ehrServer = await serve('localhost', servedFolders(ehr), {frames: appServer.origin});
console.log(`\nThe EHR page in ${ehr.label}, with the app in ${app.label}:`);
console.log(`  ${ehrServer.origin}/ehr.html?app=${encodeURIComponent(`${appServer.origin}/app.html`)}`);
