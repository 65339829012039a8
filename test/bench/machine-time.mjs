import {readFileSync} from 'node:fs';

/** The kernel counts in hundredths of a second, whatever its own clock. */
const tick = 10;

/**
 * Milliseconds of all CPUs together since the machine started, from the text of /proc/stat: `busy` of programs and the kernel,
 * `stolen` by other virtual machines, `total` with idle ones.
 */
export function parseMachine(text) {
  const [user, nice, system, idle, waiting, irq, softIrq, stolen] = text
    .split('\n')[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map((number) => Number(number) * tick);
  const busy = user + nice + system + irq + softIrq;
  return {busy, stolen, total: busy + idle + waiting + stolen};
}

/** Undefined without /proc. */
export function readMachine(file = '/proc/stat') {
  try {
    return parseMachine(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export const machineBetween = (before, after) =>
  before &&
  after && {
    busy: after.busy - before.busy,
    stolen: after.stolen - before.stolen,
    total: after.total - before.total,
  };
