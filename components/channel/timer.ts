/** setTimeout takes no more: a longer delay would fire at once. */
export const longestDelay = 2 ** 31 - 1;

/** Milliseconds as a page gave them: what is no number is the default, and what is negative 0. */
export function duration(value: unknown, byDefault: number): number {
  const number = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? Math.max(0, number) : byDefault;
}

/** Calls back after so many milliseconds, however many; `Infinity` means never. Returns what calls it off. */
export function after(delay: number, callback: () => void): () => void {
  const due = performance.now() + delay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    const left = due - performance.now();
    timer = left > longestDelay ? setTimeout(wait, longestDelay) : setTimeout(callback, left);
  };
  if (delay < Infinity) wait();
  return () => clearTimeout(timer);
}
