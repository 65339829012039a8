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
  // Some of its parts keep their events to themselves: these are noticed on their way in.
  for (const type of ['input', 'change', 'click']) place.addEventListener(type, edited, {capture: true});
  place.addEventListener('focusin', ({target}) => {
    const linkId = linkIdOf(target as Element);
    if (linkId) focused(linkId);
  });
}

/** The id of an item on the page consists of its linkId, and of its number within each of its groups. */
const linkIdOf = (element: Element): string | undefined =>
  /^item-(?<linkId>.+?)(?:\/\d+)+$/.exec(element.closest('[id^="item-"]')?.id ?? '')?.groups?.['linkId'];
