import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {install, npm, pack} from './kit.mjs';
import {root} from './list.mjs';

/**
 * Packs the kit, and in each of these folders installs the tarball and builds what is there with its own tool.
 * React has a development build as well: in the other one StrictMode does nothing. Tells what it does by `step`.
 */
export function buildWithPackedKit(folders, step) {
  process.chdir(root);
  const temporary = mkdtempSync(join(tmpdir(), 'kit-'));
  try {
    step('building and packing the kit');
    npm('.', ['run', '--silent', 'build']);
    const tarball = pack(temporary);
    for (const folder of folders) {
      step(`${folder}: installing`);
      install(folder, tarball);
      build(folder, step);
    }
  } finally {
    rmSync(temporary, {recursive: true, force: true});
  }
}

function build(folder, step) {
  const {scripts = {}} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!scripts.build) return;
  step(`${folder}: checking the types and building`);
  const built = join(folder, 'dist');
  if (existsSync(built)) rmSync(built, {recursive: true});
  npm(folder, ['run', '--silent', 'build']);
  if (scripts['build:development']) npm(folder, ['run', '--silent', 'build:development'], {NODE_ENV: 'development'});
}
