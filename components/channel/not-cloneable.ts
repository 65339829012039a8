/** The message of a `not-cloneable` error about a part of a message. */
export const notCloneable = (part: string): string =>
  `${part} cannot be sent: it holds a function, a DOM node or a framework's reactive proxy. ` +
  'Send plain data; Vue: toRaw(value), Svelte: $state.snapshot(value).';
