import {executeServerCommand} from '@web/test-runner-commands';

/** Slows the tests' page and those of its site down, so many times, for as long as the work takes. Chromium only. */
export async function throttled<T>(rate: number, work: () => Promise<T>): Promise<T> {
  await executeServerCommand('cpu-throttling', {rate});
  try {
    return await work();
  } finally {
    await executeServerCommand('cpu-throttling', {rate: 1});
  }
}
