/** An element with these attributes and content. What is `undefined` is left out. */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Record<string, string | undefined> = {},
  ...content: Array<Node | string>
): HTMLElementTagNameMap[T] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) created.setAttribute(name, value);
  }
  created.append(...content);
  return created;
}

/** Writing the same again would make screen readers speak, and the page be laid out, for nothing. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Whether the keys are for the browser or the system, not for what has the focus. */
export const hasModifier = ({altKey, ctrlKey, metaKey}: KeyboardEvent): boolean => altKey || ctrlKey || metaKey;
