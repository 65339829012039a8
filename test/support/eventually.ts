// Kept from before any test counts timers.
const {setTimeout: wait} = window;

/** Waits until a condition holds. Says what was waited for when it does not in time. */
export async function eventually(what: string, condition: () => unknown, timeout = 8000): Promise<void> {
  const deadline = performance.now() + timeout;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited ${timeout} ms in vain: ${what}`);
    await new Promise((resolve) => wait(resolve, 10));
  }
}
