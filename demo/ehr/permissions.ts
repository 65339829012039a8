/** The checkboxes that permit groups of messages and take them away; `changed` is called on every change. */
export function watchPermissions(group: HTMLElement, changed: () => void): () => string {
  const boxes = [...group.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const scope = () =>
    boxes
      .filter(({checked}) => checked)
      .map(({value}) => value)
      .join(' ');
  group.addEventListener('change', () => changed());
  return scope;
}
