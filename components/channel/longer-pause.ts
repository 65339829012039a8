/** In milliseconds. */
const firstPause = 250;
export const longestPause = 10_000;

/** The pause before the next try, in milliseconds: twice the one before it, from a quarter of a second to ten seconds. */
export const longerPause = (before: number): number => Math.min(Math.max(before * 2, firstPause), longestPause);
