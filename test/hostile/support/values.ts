import fc from 'fast-check';
import {oddValues} from '../../support/odd-values.js';

/** Own property of that name, whatever it is: assigning would set the prototype. */
export function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {value, writable: true, enumerable: true, configurable: true});
}

const harmfulNames = ['__proto__', 'constructor', 'prototype', 'toString', 'toJSON', 'then', 'valueOf', 'length'];

/** Names of properties: those that a message has, those that objects have of themselves, any others. */
export const names: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('messagingHandle', 'messageId', 'messageType', 'payload', 'responseToMessageId', 'resource'),
  fc.constantFrom('additionalResponsesExpected', 'additionalResponseExpected', 'error', 'status', 'outcome'),
  fc.constantFrom(...harmfulNames),
  fc.string({maxLength: 8, unit: 'binary'}),
);

const plain = fc.anything({
  key: names,
  maxKeys: 4,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

const withHarmfulName = fc.tuple(fc.constantFrom(...harmfulNames), plain).map(([name, value]) => {
  const object = {};
  define(object, name, value);
  return object;
});

/** Something that is part of itself, by way of an object, an array, a map or a set. */
const cyclic = fc.tuple(names, fc.constantFrom('object', 'array', 'map', 'set')).map(([name, by]) => {
  const object = {};
  const inner = {array: [object], map: new Map([[name, object]]), set: new Set([object]), object}[by];
  define(object, name, inner);
  return object;
});

/** So many levels of objects, or of arrays. */
export function deepOf(levels: number, arrays = false): object {
  let value: object = {};
  for (let level = 1; level < levels; level++) value = arrays ? [value] : {value};
  return value;
}

/** Deeper than any channel takes. Clones go no deeper than the stack, so that there is nothing to gain by more. */
export const deep = fc
  .tuple(fc.integer({min: 150, max: 600}), fc.boolean())
  .map(([levels, arrays]) => deepOf(levels, arrays));

/** The same parts met so often that whoever walks all ways through them takes long, or never comes to an end. */
const shared = (min: number, max: number): fc.Arbitrary<object> =>
  fc.integer({min, max}).map((levels) => {
    let value: object = {};
    for (let level = 1; level < levels; level++) value = {left: value, right: value};
    return value;
  });

/** Anything that a structured clone can carry. */
export const values: fc.Arbitrary<unknown> = fc.oneof(
  {weight: 1200, arbitrary: plain},
  {weight: 400, arbitrary: fc.constantFrom(...oddValues).map(([, value]) => value)},
  {weight: 200, arbitrary: withHarmfulName},
  {weight: 200, arbitrary: cyclic},
  {weight: 100, arbitrary: deep},
  {weight: 100, arbitrary: shared(2, 10)},
  {weight: 1, arbitrary: shared(30, 60)},
  {weight: 100, arbitrary: fc.string({unit: 'binary'})},
);
