import {isPlain} from '../protocol/json.js';

/**
 * Whether a value nests objects and arrays deeper than `limit` levels. What would keep whoever walks through it busy for
 * ever counts as endless: cycles, and arrays with holes, which may be thousands of millions. Linear in the size of the
 * value, however often its parts are shared.
 */
export function nestsDeeperThan(value: unknown, limit: number): boolean {
  const heights = new Map<object, number>();
  const height = (part: unknown, level: number): number => {
    if (typeof part !== 'object' || part === null) return 0;
    if (level > limit) return Infinity;
    const known = heights.get(part);
    if (known !== undefined) return known;
    heights.set(part, Infinity); // met again while still open, it is part of itself
    const children: unknown[] = Array.isArray(part) || isPlain(part) ? Object.values(part) : [];
    if (Array.isArray(part) && children.length < part.length) return Infinity;
    let highest = 0;
    for (const child of children) highest = Math.max(highest, height(child, level + 1));
    heights.set(part, highest + 1);
    return highest + 1;
  };
  return height(value, 1) > limit;
}
