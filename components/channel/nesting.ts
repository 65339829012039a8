/**
 * Whether a value nests objects and arrays deeper than `limit` levels, a cycle included. Linear in the size of the
 * value, however often its parts are shared; only indices that exist are visited, so that a sparse array costs nothing.
 */
export function nestsDeeperThan(value: unknown, limit: number): boolean {
  const heights = new Map<object, number>();
  const height = (part: unknown, level: number): number => {
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return 0;
    if (level > limit) return Infinity;
    const known = heights.get(part);
    if (known !== undefined) return known;
    heights.set(part, Infinity); // met again while still open, it is part of itself
    let highest = 0;
    for (const child of Object.values(part)) highest = Math.max(highest, height(child, level + 1));
    heights.set(part, highest + 1);
    return highest + 1;
  };
  return height(value, 1) > limit;
}
