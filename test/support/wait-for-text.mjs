import assert from 'node:assert/strict';

/** In the page: what stands in all elements that a selector finds, in their shadow trees if they have one. */
const read = (selector) =>
  [...document.querySelectorAll(selector)]
    .map((element) => (element.shadowRoot ?? element).textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Waits for a text, or one that matches, in elements of a page or frame; fails with what was there instead. */
export async function waitForText(page, selector, text, {timeout = 10_000} = {}) {
  const found = `(${read})(${JSON.stringify(selector)})`;
  const isThere = text instanceof RegExp ? `${text}.test(${found})` : `${found}.includes(${JSON.stringify(text)})`;
  try {
    await page.waitForFunction(isThere, {timeout});
  } catch {
    assert.fail(`There is no ${text} in ${selector}, but: ${await page.evaluate(read, selector)}`);
  }
}
