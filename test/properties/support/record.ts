import fc from 'fast-check';

/** A plain object, which a failure shows as such: `fc.record` also makes some without a prototype. */
export const record = <T extends object>(parts: {[K in keyof T]: fc.Arbitrary<T[K]>}): fc.Arbitrary<T> =>
  fc.record<T>(parts, {noNullPrototype: true});
