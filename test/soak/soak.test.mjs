import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {counted} from './sample.mjs';

const script = fileURLToPath(new URL('./run.mjs', import.meta.url));

/** Runs the soak test as `npm run soak` does. */
async function soak(...options) {
  const child = spawn(process.execPath, [script, ...options], {timeout: 150_000});
  const output = {stdout: '', stderr: ''};
  for (const stream of ['stdout', 'stderr']) child[stream].on('data', (chunk) => (output[stream] += chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  return {status, ...output};
}

describe('npm run soak', {timeout: 200_000}, () => {
  it('works with all frames for a few seconds, tells what it has counted, and finds nothing that grows', async () => {
    const {status, stdout, stderr} = await soak('--seconds', '5');
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /4 frames, \d+ cycles/);
    for (const process of ['EHR', 'app']) {
      for (const name of counted)
        assert.match(stdout, new RegExp(`^${process} ${name} +[\\d,]+ +[\\d,]+ +-?[\\d,.]+ `, 'm'));
    }
    assert.match(stdout, /Nothing grows\./);
  });

  it('notices frames that are kept with their listeners after they have been removed', async () => {
    const {status, stdout, stderr} = await soak('--seconds', '5', '--leak');
    assert.equal(status, 1, stdout + stderr);
    const [, grown] = /^Growing: (.+)\.$/m.exec(stdout) ?? [];
    for (const name of ['JSHeapUsedSize', 'JSEventListeners', 'Nodes'])
      assert.match(grown, new RegExp(`${name} of the EHR`));
    assert.doesNotMatch(grown, /of the app/);
  });

  it('says what it does not know, and fails', async () => {
    for (const [options, complaint] of [
      [['--minutes', 'some'], /--minutes takes a number above 0\. Usage: npm run soak/],
      [['--frames', '1'], /--frames takes a number from 4\./],
      [['--nonsense'], /--nonsense/],
    ]) {
      const {status, stderr} = await soak(...options);
      assert.equal(status, 1);
      assert.match(stderr, complaint);
    }
  });
});
