import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {cpuBetween, cpuByThread, parentIn, processTree, readCpu} from './cpu.mjs';
import {machineBetween, parseMachine, readMachine} from './machine-time.mjs';

const proc = mkdtempSync(join(tmpdir(), 'bench-proc-'));
after(() => rmSync(proc, {recursive: true, force: true}));

/** A process as /proc shows it, with nanoseconds on a CPU for each of its threads. */
function write(pid, parent, threads, name = 'chromium') {
  for (const [thread, time] of Object.entries(threads)) {
    mkdirSync(`${proc}/${pid}/task/${thread}`, {recursive: true});
    writeFileSync(`${proc}/${pid}/task/${thread}/schedstat`, `${time} 5 7\n`);
    writeFileSync(`${proc}/${pid}/task/${thread}/comm`, `thread-${thread}\n`);
  }
  writeFileSync(`${proc}/${pid}/schedstat`, `${threads[pid]} 5 7\n`);
  writeFileSync(`${proc}/${pid}/stat`, `${pid} (${name}) S ${parent} 1 1 0 -1\n`);
  writeFileSync(`${proc}/${pid}/cmdline`, pid === 10 ? 'chromium\0' : 'chromium\0--type=renderer\0');
}

test('the parent of a process is found behind a name that looks like more fields', () => {
  assert.equal(parentIn('10 (a) b (c) S 3 1 1'), 3);
});

test('the time of a process, its children and theirs is added up by thread, and no other process is in it', () => {
  write(10, 1, {10: 1_000_000, 11: 2_000_000});
  write(20, 10, {20: 4_000_000}, 'zygote) S 1 (');
  write(30, 20, {30: 8_000_000, 31: 0});
  write(40, 1, {40: 500_000_000});
  assert.deepEqual(processTree(10, proc), [10, 20, 30]);
  const before = readCpu(10, proc);
  write(10, 1, {10: 3_000_000, 11: 2_000_000});
  write(30, 20, {30: 9_500_000, 31: 0, 32: 250_000});
  write(40, 1, {40: 900_000_000});
  const end = readCpu(10, proc);
  assert.equal(cpuBetween(before, end), 2 + 1.5 + 0.25);
  assert.deepEqual(cpuByThread(before, end, proc).slice(0, 3), [
    ['browser 10: thread-10', 2],
    ['renderer 30: thread-30', 1.5],
    ['renderer 30: thread-32', 0.25],
  ]);
});

test('a thread that has ended takes nothing off the sum', () => {
  assert.equal(
    cpuBetween(
      new Map([
        ['1/1', 5e6],
        ['1/2', 9e6],
      ]),
      new Map([['1/1', 7e6]]),
    ),
    2,
  );
});

test('without /proc there is no CPU time, and no time of the machine', () => {
  const none = join(proc, 'none');
  assert.equal(readCpu(10, none), undefined);
  assert.equal(cpuBetween(undefined, undefined), undefined);
  assert.equal(readMachine(join(none, 'stat')), undefined);
  assert.equal(machineBetween(undefined, undefined), undefined);
});

test('the machine’s time is read from the first line of /proc/stat, guests not counted twice', () => {
  const before = parseMachine('cpu  100 10 50 800 5 1 2 32 20 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n');
  assert.deepEqual(before, {busy: 1630, stolen: 320, total: 10_000});
  const spent = machineBetween(before, parseMachine('cpu  150 10 50 845 5 1 2 37 20 0\n'));
  assert.deepEqual(spent, {busy: 500, stolen: 50, total: 1000});
});

test(
  'a real child that works has its time counted, one that sleeps none',
  {skip: !existsSync('/proc/self/schedstat')},
  async () => {
    const child = spawn(process.execPath, [
      '-e',
      'setInterval(() => { const end = Date.now() + 40; while (Date.now() < end); }, 50)',
    ]);
    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)']);
    try {
      await pause(500); // both have started
      const started = performance.now();
      const [worked, slept] = [readCpu(child.pid), readCpu(sleeper.pid)];
      let time = 0;
      while (time < 300 && performance.now() - started < 20_000) {
        await pause(100);
        time = cpuBetween(worked, readCpu(child.pid));
      }
      const elapsed = performance.now() - started;
      assert.ok(time >= 300 && time <= 1.2 * elapsed, `${time} ms of CPU in ${elapsed} ms`);
      assert.ok(cpuBetween(slept, readCpu(sleeper.pid)) < time / 4);
    } finally {
      child.kill();
      sleeper.kill();
    }
  },
);
