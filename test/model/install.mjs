// spin and a C compiler: found, or installed where that can be done without asking.
import {execFileSync} from 'node:child_process';
import {findCompiler} from './spin.mjs';

const hint = 'sudo apt-get install spin gcc libc6-dev, or brew install spin';

/** @throws {Error} where they are neither there nor can be installed. */
export function requireCompiler() {
  if (!findCompiler()) install();
  const compiler = findCompiler();
  if (!compiler) throw new Error(`The model needs spin and a C compiler. Install them (${hint}) and try again.`);
  return compiler;
}

/** As the browsers are: on Debian, by root, in CI. */
function install() {
  if (!process.env.CI || process.platform !== 'linux' || process.getuid?.() !== 0) return;
  console.log('spin or a C compiler was not found: installing them with apt-get.');
  const options = {stdio: 'inherit', env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}};
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'spin', 'gcc', 'libc6-dev'], options);
}
