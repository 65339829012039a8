import {escapeHtml} from './html.js';
import {placeholderStyles} from './styles.js';

/** What the placeholder of a frame shows. */
export interface PlaceholderAttributes {
  /** As on the element. Without it there is nothing to wait for, and the placeholder is empty. */
  src?: string | null | undefined;
  /** Accessible name of the app, as on the element. */
  label?: string | null | undefined;
  /** As on the element. The placeholder of an app in a window of its own is empty. */
  target?: string | null | undefined;
}

/** How the placeholder gets its styles. Without options: by a `<style>` element, which a strict `style-src` blocks. */
export interface PlaceholderOptions {
  /** Nonce of the `<style>` element, as in the page's `style-src 'nonce-…'`. */
  nonce?: string | undefined;
  /** Address at which you serve the package's `ssr.css`: it is linked instead of the `<style>` element. */
  stylesheet?: string | undefined;
}

/** HTML that brings styles into a shadow root. */
export function stylesHtml(text: string, {nonce, stylesheet}: PlaceholderOptions): string {
  if (stylesheet !== undefined) return `<link rel="stylesheet" href="${escapeHtml(stylesheet)}">`;
  return `<style${nonce === undefined ? '' : ` nonce="${escapeHtml(nonce)}"`}>${text}</style>`;
}

/**
 * The content of the declarative shadow root of a `<smart-app-frame>`: the loading notice, in a group that has the
 * app's name. Never an iframe: its app would start before anybody hears it, without a handle, and once more after the
 * upgrade. The element puts its own content in place of it, in one task.
 */
export function smartAppFrameShadowRoot(
  {src, label, target}: PlaceholderAttributes,
  options: PlaceholderOptions = {},
): string {
  const styles = stylesHtml(placeholderStyles, options);
  if (!src || target === 'window') return styles;
  const notice = `Loading ${escapeHtml(label || 'The app')}…`;
  return (
    `${styles}<div part="frame" role="group" aria-label="${escapeHtml(label || 'SMART app')}">` +
    '<div part="loading" role="status"><span class="spinner" aria-hidden="true"></span>' +
    `<div><slot name="loading">${notice}</slot></div></div></div>`
  );
}
