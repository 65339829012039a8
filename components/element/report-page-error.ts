/** Reports an error of the page's own code as the browser reports what no code catches: in the console, and to monitoring. */
export function reportPageError(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
}
