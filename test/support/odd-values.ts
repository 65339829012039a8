import {sparseLength} from './engine.js';

const cyclic = (): object => {
  const value: {self?: object} = {};
  value.self = value;
  return value;
};

/** What a structured clone can bring where a text or a message is expected, one of every kind. */
export const oddValues: ReadonlyArray<[name: string, value: unknown]> = [
  ['undefined', undefined],
  ['null', null],
  ['a boolean', true],
  ['a number', 7],
  ['NaN', NaN],
  ['a BigInt', 7n],
  ['an empty text', ''],
  ['an empty object', {}],
  [
    'an object with __proto__ as a key',
    JSON.parse('{"__proto__": {"messageId": "x", "messageType": "y.z"}}') as unknown,
  ],
  ['a cyclic object', cyclic()],
  ['an array', [1, 'two', {}]],
  ['a sparse array', Object.assign([], {length: sparseLength})],
  ['a Date', new Date(0)],
  ['an invalid Date', new Date(NaN)],
  ['a RegExp', /x/g],
  ['a Map', new Map<unknown, unknown>([['messageId', 'x']])],
  ['a Set', new Set([1, 2])],
  ['an ArrayBuffer', new ArrayBuffer(8)],
  ['a typed array', new Uint8Array([1, 2, 3])],
  ['a Blob', new Blob(['text'])],
  ['an Error', new Error('text')],
  ['a boxed text', Object('text') as unknown],
  ['a boxed number', Object(7) as unknown],
];
