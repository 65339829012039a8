// Runs spin's exhaustive search, and reads what it prints.
import {execFile, execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const execute = promisify(execFile);
const model = fileURLToPath(new URL('channel.pml', import.meta.url));

/** Megabytes for one search. */
const memory = 3500;
const depth = 100_000;

const isThere = (program) => {
  try {
    execFileSync(program, [program === 'spin' ? '-V' : '--version'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
};

/** The C compiler, where spin is there, too. */
export const findCompiler = () => (isThere('spin') ? ['cc', 'gcc', 'clang'].find(isThere) : undefined);

/**
 * Translates and compiles the model twice: for searches of all states, and for the shortest way to an error. Returns the two
 * programs' means, and `remove`.
 */
export async function compile(compiler) {
  const folder = mkdtempSync(join(tmpdir(), 'model-'));
  const makeProgram = async (name, translation, compilation) => {
    const own = mkdtempSync(join(folder, `${name}-`));
    await execute('spin', ['-a', ...translation, model], {cwd: own});
    const flags = ['-O1', '-w', '-DSAFETY', '-DCOLLAPSE', `-DMEMLIM=${memory}`, ...compilation];
    await execute(compiler, [...flags, '-o', 'search', 'pan.c'], {cwd: own});
    return join(own, 'search');
  };
  try {
    const [all, shortest] = await Promise.all([
      makeProgram('all', [], ['-DT_RAND']),
      makeProgram('shortest', ['-DSHORTEST'], ['-DBFS']),
    ]);
    return {
      /** Every state; `unread` are lines of the model that none of them reaches. */
      search: (options) => search(all, folder, options),
      /** The steps to the nearest state in which a claim does not hold; `undefined` where there is none. */
      findTrail: (options) => findTrail(shortest, folder, options),
      /** A run at random from the beginning to an end. */
      walk: (options, seed) => findTrail(all, folder, {...options, WALK: 1}, [`-RS${seed}`]),
      remove: () => rmSync(folder, {recursive: true, force: true}),
    };
  } catch (error) {
    rmSync(folder, {recursive: true, force: true});
    throw error;
  }
}

async function run(program, folder, options, args) {
  const cwd = mkdtempSync(join(folder, 'run-'));
  const env = {
    ...process.env,
    ...Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)])),
  };
  const {stdout} = await execute(program, args, {cwd, env, maxBuffer: 64 * 1024 * 1024});
  return {stdout, cwd, env};
}

const numberIn = (text, pattern) => Number(pattern.exec(text)?.[1] ?? NaN);

async function search(program, folder, options) {
  const {stdout, cwd} = await run(program, folder, options, [`-m${depth}`, '-w24']);
  rmSync(cwd, {recursive: true});
  const errors = numberIn(stdout, /errors: (\d+)/);
  const isWhole = !/Search not completed|max search depth too small|out of memory|reached -DMEMLIM/.test(stdout);
  return {
    errors,
    isWhole,
    states: numberIn(stdout, /(\d+) states, stored/),
    depth: numberIn(stdout, /depth reached (\d+)/),
    seconds: numberIn(stdout, /elapsed time ([\d.]+)/),
    unread: [...stdout.matchAll(/channel\.pml:(\d+), state \d+, "(.*)"/g)].map(([, line, text]) => `${line}: ${text}`),
    output: stdout,
  };
}

async function findTrail(program, folder, options, args = []) {
  const {stdout, cwd, env} = await run(program, folder, options, [`-m${depth}`, '-w20', ...args]);
  const trail = readdirSync(cwd).find((name) => name.endsWith('.trail'));
  if (!trail) return undefined;
  const {stdout: told} = await execute(program, ['-r', trail], {cwd, env}).catch((error) => error);
  rmSync(cwd, {recursive: true});
  const steps = [...told.matchAll(/^STEP (.+)$/gm)].map(([, text]) => text.split(' '));
  return {steps, claim: numberIn(told, /^BROKEN (\d+)$/m), output: stdout};
}
