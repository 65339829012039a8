/** Waits until the text of an element matches. */
export const waitForText = (page, selector, pattern) =>
  page.waitForFunction(
    (found, source) =>
      new RegExp(source).test(document.querySelector(found)?.textContent.replaceAll(/\s+/g, ' ') ?? ''),
    {},
    selector,
    pattern.source,
  );
