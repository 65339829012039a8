const references = ['aria-labelledby', 'aria-describedby', 'aria-controls'] as const;

/** LHC-Forms names some parts by ids that no page has, so that a screen reader would find no name or a wrong one. */
export function nameParts(place: HTMLElement): void {
  const mend = () => {
    for (const reference of references) {
      for (const part of place.querySelectorAll(`[${reference}]`)) {
        const ids = part.getAttribute(reference)?.split(' ') ?? [];
        if (!ids.some((id) => document.getElementById(id))) part.removeAttribute(reference);
      }
    }
    for (const unit of place.querySelectorAll('input[id^="unit_"]:not([aria-label])')) unit.ariaLabel = 'Unit';
  };
  new MutationObserver(mend).observe(place, {childList: true, subtree: true, attributeFilter: [...references]});
}
