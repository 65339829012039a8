/** The checkboxes that grant and take away scopes; `changed` gets the scope string on every change. */
export function watchPermissions(group: HTMLElement, changed: (scope: string) => void): () => string {
  const boxes = [...group.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const scope = () =>
    boxes
      .filter(({checked}) => checked)
      .map(({value}) => value)
      .join(' ');
  group.addEventListener('change', () => changed(scope()));
  return scope;
}
