import type {ComplexAttributeConverter} from '@lit/reactive-element';

export const isMilliseconds = (value: unknown): boolean => Number(value) >= 0;

/** An attribute in milliseconds; without it, or with nonsense in it, the default holds. */
export const milliseconds = (byDefault: number): ComplexAttributeConverter<number> => ({
  fromAttribute: (text) => (text?.trim() && isMilliseconds(text) ? Number(text) : byDefault),
});
