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
  const heights = new Map<object, number>();
  const height = (part: object, level: number): number => {
    if (level > levels) return Infinity;
    // Every message of everybody passes here, nearly all of it plain objects: those are told first.
    if (Object.getPrototypeOf(part) !== Object.prototype && isOneValue(part)) {
      weight += part.byteLength ?? part.size ?? 0;
      return 1;
    }
    const remember = ++walked > unremembered;
    if (remember) {
      const known = heights.get(part);
      if (known) return known;
      heights.set(part, Infinity); // met again while still open, it is part of itself
    }
    let highest = 0;
    if (Array.isArray(part)) {
      for (let index = 0; index < part.length && highest < Infinity; index++) {
        const child: unknown = part[index];
        highest = Math.max(highest, child === undefined && !(index in part) ? Infinity : heightOf(child, level + 1));
      }
    } else {
      for (const key in part) {
        weight += key.length;
        highest = Math.max(highest, heightOf((part as Record<string, unknown>)[key], level + 1));
      }
    }
    if (remember) heights.set(part, highest + 1);
    return highest + 1;
  };
  const heightOf = (value: unknown, level: number): number => {
    weight += 16;
    if (typeof value === 'string') weight += value.length;
    return typeof value === 'object' && value !== null ? height(value, level) : 0;
  };
  return heightOf(value, 1) > levels ? Infinity : weight;
}

/** What would show each of its bytes or letters as a property. */
const isOneValue = (part: object): part is {byteLength?: number; size?: number} =>
  ArrayBuffer.isView(part) || part instanceof ArrayBuffer || part instanceof Blob || part instanceof String;
