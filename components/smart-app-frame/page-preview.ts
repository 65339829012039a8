const attributes = ['data-turbo-preview', 'data-turbolinks-preview'];
const rendered = ['turbo:load', 'turbolinks:load', 'prerenderingchange'];

/** Whether the page is only shown ahead of the real one: Turbo's copy of an earlier visit, or a page that is prerendered. */
export function isPreview(): boolean {
  const {documentElement, prerendering} = document as Document & {prerendering?: boolean};
  return prerendering === true || attributes.some((name) => documentElement.hasAttribute(name));
}

/** Calls back once, when the real page is there. What only belonged to the preview has left the page by then. */
export function afterPreview(callback: () => void): void {
  const ending = new AbortController();
  const look = (): void => {
    if (isPreview() || ending.signal.aborted) return;
    ending.abort();
    callback();
  };
  for (const type of rendered) document.addEventListener(type, look, {signal: ending.signal});
  // Turbo takes its mark away before it replaces the page.
  const observer = new MutationObserver(() => {
    if (!('Turbo' in window || 'Turbolinks' in window)) look();
  });
  observer.observe(document.documentElement, {attributeFilter: attributes});
  ending.signal.addEventListener('abort', () => observer.disconnect());
}
