import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {after, before, describe, it} from 'node:test';
import {packAndInstall} from './tarball.mjs';

const run = (tool, ...args) => {
  const {status, stdout, stderr} = spawnSync('npx', ['--no-install', tool, ...args], {encoding: 'utf8'});
  assert.equal(status, 0, `${stdout}${stderr}`);
};

describe('the packed tarball', () => {
  let packed;

  before(() => {
    packed = packAndInstall();
  });

  after(() => packed.remove());

  it('has nothing that publint objects to', () => run('publint', packed.tarball, '--strict'));

  it('has types that resolve wherever ES modules do', () => run('attw', packed.tarball, '--profile', 'esm-only'));
});
