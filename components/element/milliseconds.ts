import type {ComplexAttributeConverter} from '@lit/reactive-element';

/** An attribute in milliseconds; without it, or with nonsense in it, the default holds. */
export const milliseconds = (byDefault: number): ComplexAttributeConverter<number> => ({
  fromAttribute(text) {
    const number = text?.trim() ? Number(text) : NaN;
    return number >= 0 ? number : byDefault;
  },
});
