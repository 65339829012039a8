/** An address for the console: without its query and its fragment, which hold handles, launch ids and tokens. */
export function bareUrl(url: string): string {
  const {origin, pathname} = new URL(url);
  return origin + pathname;
}

const hostFirst = /^([\w.-]+:\d+(\/|$)|localhost(\/|$)|[\w-]+(\.[\w-]+)+\/)[^?#]*/;

/** A host without its scheme is read as a path, or as a scheme where a port follows. Returns what was probably meant, or ''. */
export function missingScheme(src: string): string {
  const [meant] = hostFirst.exec(src.trim()) ?? [];
  if (!meant) return '';
  return ` Did you mean ${/^(localhost|127\.)/.test(meant) ? 'http' : 'https'}://${meant}?`;
}
