/**
 * Brings the focus back to where it was when the window gets it again. A modal dialog of the EHR makes the app's frame
 * inert, and a frame that was inert has forgotten which of its elements had the focus.
 */
export function keepFocus(): void {
  let last: EventTarget | null = null;
  document.addEventListener('focusin', ({target}) => (last = target));
  const restore = () => {
    if (!document.hasFocus() || document.activeElement !== document.body) return;
    if (!(last instanceof HTMLElement) || !last.isConnected) return;
    last.focus({preventScroll: true});
  };
  // A click that brings the focus chooses its own place, and does so after this event.
  window.addEventListener('focus', () => setTimeout(restore));
}
