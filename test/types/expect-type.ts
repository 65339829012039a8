type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only when the value's type is exactly `T`: `expectType<string>()(value, true)`. */
export const expectType =
  <T>(): (<V>(value: V, same: Same<T, V>) => void) =>
  () =>
    undefined;
