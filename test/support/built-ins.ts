const types = {
  ...{Object, Array, Function, String, Number, Boolean, BigInt, Date, RegExp, Map, Set, Promise, Error},
  ...{ArrayBuffer, Uint8Array, EventTarget, Event, MessagePort},
};

/** Built-in objects that a message must not change. */
export const builtIns: ReadonlyArray<[name: string, object: object]> = Object.entries(types).flatMap(
  ([name, type]): Array<[string, object]> => [
    [name, type],
    [`${name}.prototype`, type.prototype as object],
  ],
);
