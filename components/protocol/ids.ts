/** Random bytes as hexadecimal digits. */
export const randomToken = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SWM-2. A page that is no secure context (an EHR on plain HTTP within a hospital) has no `randomUUID`. */
export const randomId = (): string => ('randomUUID' in crypto ? crypto.randomUUID() : randomToken(16));
