/** Stands where a credential, or something personal, was. */
export const masked = '***';

/** What an object from outside, written down or remembered, may measure at most, in UTF-16 code units. */
export const largestSize = 16 * 1024 * 1024;

export type JsonObject = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** An object with no prototype but that of objects: no array, map, date, buffer, boxed text … */
export const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/**
 * The length of a value written as JSON, in UTF-16 code units and about right, found without writing it. `undefined`
 * where it has no faithful JSON form: a structured clone may bring maps, dates, cycles, holes of four thousand million
 * elements, or objects that share parts so often that writing them down would never end.
 */
export function jsonLength(value: unknown): number | undefined {
  const lengths = new Map<object, number | undefined>();
  const measure = (part: unknown): number | undefined => {
    switch (typeof part) {
      case 'string':
        return part.length + 2;
      case 'number':
        return Number.isFinite(part) ? 8 : undefined;
      case 'boolean':
        return 5;
      case 'undefined':
        return 0;
      case 'object':
        return part === null ? 4 : measureObject(part);
      default:
        return undefined;
    }
  };
  const measureObject = (object: object): number | undefined => {
    if (lengths.has(object)) return lengths.get(object);
    lengths.set(object, undefined); // met again while still open, it is part of itself
    if (!Array.isArray(object) && !isPlain(object)) return undefined;
    const entries = Object.entries(object);
    if (Array.isArray(object) && entries.length !== object.length) return undefined;
    let length = 2;
    for (const [key, part] of entries) {
      const partLength = measure(part);
      if (partLength === undefined) return undefined;
      length += key.length + partLength + 4;
    }
    lengths.set(object, length);
    return length;
  };
  try {
    return measure(value);
  } catch (error) {
    if (isStackOverflow(error)) return undefined;
    throw error;
  }
}

/** Firefox has an error of its own for it. */
const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
