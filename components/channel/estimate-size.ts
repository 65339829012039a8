/** How many steps are walked without remembering anything: those of any usual payload, four times as fast. */
const unremembered = 100_000;

/**
 * About how much memory a value takes, in UTF-16 code units. `Infinity` where it nests objects and arrays deeper than
 * `levels`, or would keep whoever walks through it busy for ever: cycles, and arrays with holes, which may be thousands
 * of millions. Linear in the size of the value, however often its parts are shared.
 */
export function estimateSize(value: unknown, levels: number): number {
  let weight = 0;
  let steps = 0;
  const heights = new Map<object, number>();
  const height = (part: object, level: number): number => {
    if (level > levels) return Infinity;
    let parts = part;
    // Every message of everybody passes here, nearly all of it arrays and plain objects: those are told first.
    if (!Array.isArray(part) && Object.getPrototypeOf(part) !== Object.prototype) {
      if (isOneValue(part)) {
        weight += part.byteLength ?? part.size ?? part.length ?? 0;
        return 1;
      }
      if (part instanceof Map || part instanceof Set) parts = [...(part as Set<unknown>)];
    }
    const remember = ++steps > unremembered;
    if (remember) {
      const known = heights.get(part);
      if (known) return known;
      heights.set(part, Infinity); // met again while still open, it is part of itself
    }
    let highest = 0;
    let keys = Object.keys(parts);
    if (Array.isArray(parts)) {
      for (let index = 0; index < parts.length && highest < Infinity; index++) {
        const child: unknown = parts[index];
        weight += 16;
        steps++;
        if (typeof child === 'string') weight += child.length;
        else if (typeof child === 'object' && child) highest = Math.max(highest, height(child, level + 1));
        else if (child === undefined && !(index in parts)) return Infinity;
      }
      // What JSON does not have, but a structured clone brings: properties of an array that have names.
      keys = keys.length > parts.length ? keys.slice(parts.length) : [];
    }
    for (const key of keys) {
      const child = (parts as Record<string, unknown>)[key];
      weight += 16 + key.length;
      steps++;
      if (typeof child === 'string') weight += child.length;
      else if (typeof child === 'object' && child) highest = Math.max(highest, height(child, level + 1));
      if (highest === Infinity) break;
    }
    if (remember) heights.set(part, highest + 1);
    return highest + 1;
  };
  return height({value}, 0) > levels + 1 ? Infinity : weight;
}

/** What would show each of its bytes or letters as a property. */
const isOneValue = (part: object): part is {byteLength?: number; size?: number; length?: number} =>
  ArrayBuffer.isView(part) || part instanceof ArrayBuffer || part instanceof Blob || part instanceof String;
