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
    // Every message of everybody passes here, nearly all of it arrays and plain objects: those are told first.
    if (!Array.isArray(part) && Object.getPrototypeOf(part) !== Object.prototype && isOneValue(part)) {
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
      for (let index = 0; index < part.length; index++) {
        const child: unknown = part[index];
        weight += 16;
        if (typeof child === 'string') weight += child.length;
        else if (typeof child === 'object' && child) highest = Math.max(highest, height(child, level + 1));
        else if (child === undefined && !(index in part)) return Infinity;
      }
    } else {
      for (const key in part) {
        const child = (part as Record<string, unknown>)[key];
        weight += 16 + key.length;
        if (typeof child === 'string') weight += child.length;
        else if (typeof child === 'object' && child) highest = Math.max(highest, height(child, level + 1));
      }
    }
    if (remember) heights.set(part, highest + 1);
    return highest + 1;
  };
  return height({value}, 0) > levels + 1 ? Infinity : weight;
}

/** What would show each of its bytes or letters as a property. */
const isOneValue = (part: object): part is {byteLength?: number; size?: number} =>
  ArrayBuffer.isView(part) || part instanceof ArrayBuffer || part instanceof Blob || part instanceof String;
