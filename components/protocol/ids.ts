/** Random bytes as hexadecimal digits. */
export const randomToken = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SWM-2. A page that is no secure context (an EHR on plain HTTP within a hospital) has no `randomUUID`. */
export const randomId = (): string => ('randomUUID' in crypto ? crypto.randomUUID() : randomToken(16));

/** Ids for the messages of one channel: 128 random bits, made once, and a counter (SWM-2). */
export function messageIds(): () => string {
  const prefix = randomId();
  let last = 0;
  return () => `${prefix}-${++last}`;
}
