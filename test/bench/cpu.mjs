import {readdirSync, readFileSync} from 'node:fs';

/** Reads a file of /proc; undefined where what it is about has ended, or where there is no /proc. */
function readIfThere(path, read = (name) => readFileSync(name, 'utf8')) {
  try {
    return read(path);
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'ENOTDIR'].includes(error.code)) return undefined;
    throw error;
  }
}

const numbersIn = (folder) => (readIfThere(folder, readdirSync) ?? []).filter((name) => /^\d+$/.test(name));

/** The parent in the text of /proc/<pid>/stat; the name before it, in brackets, may hold anything. */
export const parentIn = (stat) =>
  Number(
    stat
      .slice(stat.lastIndexOf(')') + 1)
      .trim()
      .split(' ')[1],
  );

/** A process and all that descend from it. */
export function processTree(pid, proc = '/proc') {
  const children = new Map();
  for (const name of numbersIn(proc)) {
    const stat = readIfThere(`${proc}/${name}/stat`);
    if (stat === undefined) continue;
    const parent = parentIn(stat);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const each of tree) tree.push(...(children.get(each) ?? []));
  return tree;
}

/**
 * Nanoseconds on a CPU so far, by thread, of a process and all that descend from it. Undefined without
 * /proc.
 */
export function readCpu(pid, proc = '/proc') {
  if (readIfThere(`${proc}/${pid}/schedstat`) === undefined) return undefined;
  const times = new Map();
  for (const each of processTree(pid, proc)) {
    for (const thread of numbersIn(`${proc}/${each}/task`)) {
      const text = readIfThere(`${proc}/${each}/task/${thread}/schedstat`);
      if (text !== undefined) times.set(`${each}/${thread}`, Number(text.split(' ')[0]));
    }
  }
  return times;
}

/** Milliseconds on a CPU between two readings. The last moments of a thread that has ended meanwhile are not in it. */
export function cpuBetween(before, after) {
  if (before === undefined || after === undefined) return undefined;
  let sum = 0;
  for (const [thread, time] of after) sum += time - (before.get(thread) ?? 0);
  return sum / 1e6;
}

/** Milliseconds on a CPU between two readings, by kind of process and name of thread, longest first. */
export function cpuByThread(before, after, proc = '/proc') {
  const byName = new Map();
  for (const [thread, time] of after) {
    const [pid, tid] = thread.split('/');
    const [, type = 'browser'] = /--type=([\w-]+)/.exec(readIfThere(`${proc}/${pid}/cmdline`) ?? '') ?? [];
    const name = `${type} ${pid}: ${(readIfThere(`${proc}/${pid}/task/${tid}/comm`) ?? 'ended').trim()}`;
    byName.set(name, (byName.get(name) ?? 0) + (time - (before.get(thread) ?? 0)) / 1e6);
  }
  return [...byName].sort(([, one], [, other]) => other - one);
}
