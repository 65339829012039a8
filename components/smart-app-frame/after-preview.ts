import {isPreview, previewAttributes} from './page-preview.js';

const rendered = ['turbo:load', 'turbolinks:load', 'prerenderingchange'];

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
  observer.observe(document.documentElement, {attributeFilter: previewAttributes});
  ending.signal.addEventListener('abort', () => observer.disconnect());
  look(); // the real page may be there by now
}
