/** LHC-Forms calculates some time after an answer was given, and tells nobody of either. */
const afterEdit = [50, 600] as const;

/** What somebody does to a form: `changed` soon after an edit and once its scores are calculated, `focused` at once. */
export function onEdit(
  place: HTMLElement,
  {changed, focused}: {changed: () => void; focused: (linkId: string) => void},
): void {
  const timers = new Map<number, number>();
  const edited = () => {
    for (const delay of afterEdit) {
      clearTimeout(timers.get(delay));
      timers.set(delay, window.setTimeout(changed, delay));
    }
  };
  for (const type of ['input', 'change', 'click']) place.addEventListener(type, edited);
  place.addEventListener('focusin', ({target}) => {
    const linkId = linkIdOf(target as Element);
    if (linkId) focused(linkId);
  });
}

/** LHC-Forms' ids consist of the item's linkId, and of its number within each of its groups. */
const linkIdOf = (element: Element): string | undefined => {
  const id = element.closest('[id*="/1"]')?.id ?? '';
  return /^(?:unit_|add-|del-|label-|item-)?(?<linkId>.+?)(?:\/\d+)+$/.exec(id)?.groups?.['linkId'];
};
