export const previewAttributes = ['data-turbo-preview', 'data-turbolinks-preview'];

/** Whether the page is only shown ahead of the real one: Turbo's copy of an earlier visit, or a page that is prerendered. */
export function isPreview(): boolean {
  const {documentElement, prerendering} = document as Document & {prerendering?: boolean};
  return prerendering === true || previewAttributes.some((name) => documentElement.hasAttribute(name));
}
