/**
 * One value of every kind that JSON or a structured clone can carry. Runs on remote pages, so that it needs nothing but
 * itself; kept as `window.exotic`, for functions that come later.
 */
export function makeExoticValues(): void {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const sparse: unknown[] = [];
  // WebKit walks holes one by one when it copies: there a hostile page stops itself.
  sparse.length = /Chrome|Firefox/.test(navigator.userAgent) ? 4_000_000_000 : 1_000_000;
  let shared: object = {};
  for (let level = 0; level < 60; level++) shared = {left: shared, right: shared};
  const error = new TypeError('wrong', {cause: {resourceType: 'Condition'}});
  window.exotic = {
    null: null,
    undefined,
    true: true,
    false: false,
    zero: 0,
    'negative zero': -0,
    number: 4.5,
    NaN: NaN,
    Infinity: Infinity,
    'empty string': '',
    string: 'resourceType',
    'long string': 'x'.repeat(1_000_000),
    'lone surrogate': '\ud800',
    bigint: 10n ** 30n,
    'empty array': [],
    array: [{resourceType: 'Condition'}],
    'sparse array': sparse,
    'empty object': {},
    'own __proto__': JSON.parse('{"__proto__": {"polluted": true, "resourceType": "Condition"}}') as unknown,
    'own constructor': JSON.parse('{"constructor": {"prototype": {"polluted": true}}, "toString": 1}') as unknown,
    'own then': {then: 'thenable', toJSON: 'x', length: 10 ** 9},
    Date: new Date(0),
    'invalid Date': new Date(NaN),
    RegExp: /(a+)+$/g,
    Map: new Map([['resourceType', 'Condition']]),
    Set: new Set([1]),
    ArrayBuffer: new ArrayBuffer(8),
    Uint8Array: new Uint8Array(1_000_000),
    DataView: new DataView(new ArrayBuffer(8)),
    'boxed boolean': new Boolean(false),
    'boxed number': new Number(1),
    'boxed string': new String('Condition'),
    'boxed bigint': Object(1n) as unknown,
    Error: error,
    DOMException: new DOMException('wrong', 'DataCloneError'),
    Blob: new Blob(['x']),
    File: new File(['x'], 'x.json'),
    ImageData: new ImageData(1, 1),
    DOMRect: new DOMRect(1, 2, 3, 4),
    DOMMatrix: new DOMMatrix(),
    cycle,
    'parts shared 2^60 times': shared,
  };
}

declare global {
  interface Window {
    /** On remote pages, after `makeExoticValues()`. */
    exotic: Record<string, unknown>;
  }
}
