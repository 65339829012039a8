// Takes each defence away in turn and runs the tests that should notice. Ends with a count; fails if one did not.
// Words after `--` choose mutants by their defence: npm run test:mutants -- scratchpad
import {spawn} from 'node:child_process';
import {sourceOf} from './mutate.mjs';
import {mutants} from './list.mjs';

const words = process.argv.slice(2);
const chosen = mutants.filter(({defence}) => words.every((word) => defence.toLowerCase().includes(word.toLowerCase())));

function test(files, mutant) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['web-test-runner', '--files', ...files], {
      env: {...process.env, ENGINES: 'chromium', MUTANT: mutant},
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      const [, passed, failed] = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
      resolve({output, code, passed: Number(passed ?? 0), failed: Number(failed ?? 0)});
    });
  });
}

for (const mutant of chosen) sourceOf(mutant); // all are where the list says, before anything runs

const unchanged = await test([...new Set(chosen.flatMap(({tests}) => tests))], '');
if (unchanged.code !== 0 || unchanged.passed === 0) {
  console.error(unchanged.output);
  throw new Error('The tests fail without any change. Mend them first.');
}

let killed = 0;
for (const {defence, file, tests} of chosen) {
  const {failed, code, output} = await test(tests, defence);
  const noticed = code !== 0;
  if (noticed) killed++;
  else console.error(output);
  // Some take away the page with the tests.
  const how = failed > 0 ? `${failed} tests failed` : noticed ? 'the tests could not end' : 'all tests passed';
  console.log(`${noticed ? 'noticed ' : 'SURVIVED'} ${defence} (${file}; ${how})`);
}
console.log(`\n${killed} passed, ${chosen.length - killed} failed`);
process.exitCode = killed === chosen.length ? 0 : 1;
