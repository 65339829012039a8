/** How many objects are walked through without remembering them: those of any usual payload, four times as fast. */
const unremembered = 100_000;

/**
 * About how much memory a value takes, in UTF-16 code units. `Infinity` where it nests objects and arrays deeper than
 * `levels`, or would keep whoever walks through it busy for ever: cycles, and arrays with holes, which may be thousands
 * of millions. Linear in the size of the value, however often its parts are shared.
 */
export function weigh(value: unknown, levels: number): number {
  let weight = 0;
  let walked = 0;
  const heights = new Map<unknown, number>();
  const height = (part: unknown, level: number): number => {
    weight += 16;
    if (typeof part === 'string') weight += part.length;
    if (typeof part !== 'object' || part === null) return 0;
    if (level > levels) return Infinity;
    if (isLarge(part)) {
      weight += part.byteLength ?? part.size ?? 0;
      return 1;
    }
    const known = heights.get(part);
    if (known) return known;
    if (++walked > unremembered) heights.set(part, Infinity); // met again while still open, it is part of itself
    let highest = 0;
    let length = 0;
    for (const key in part) {
      weight += key.length;
      length++;
      highest = Math.max(highest, height((part as Record<string, unknown>)[key], level + 1));
    }
    if (Array.isArray(part) && length < part.length) return Infinity;
    if (walked > unremembered) heights.set(part, highest + 1);
    return highest + 1;
  };
  return height(value, 1) > levels ? Infinity : weight;
}

/** What would show each of its bytes or letters as a property. */
const isLarge = (part: object): part is {byteLength?: number; size?: number} =>
  ArrayBuffer.isView(part) || part instanceof ArrayBuffer || part instanceof Blob || part instanceof String;
