import {cpuBetween, readCpu} from './cpu.mjs';
import {machineBetween, readMachine} from './machine-time.mjs';

function read(pid) {
  const {user, system} = process.cpuUsage();
  return {browser: readCpu(pid), machine: readMachine(), own: (user + system) / 1000};
}

/**
 * Runs `work`, and resolves with its result, the milliseconds of CPU that the browser took meanwhile, and how the whole machine
 * spent the time: undefined without /proc.
 */
export async function spanOf(pid, work) {
  const before = read(pid);
  const result = await work();
  const after = read(pid);
  const cpu = cpuBetween(before.browser, after.browser);
  const machine = machineBetween(before.machine, after.machine);
  const others = machine && cpu !== undefined ? machine.busy - cpu - (after.own - before.own) : undefined;
  return {result, cpu, machine: machine && {...machine, others}};
}
