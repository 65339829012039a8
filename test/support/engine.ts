/** What runs the tests. */
export const engine = navigator.userAgent.includes('Firefox/')
  ? 'firefox'
  : navigator.userAgent.includes('Chrome/')
    ? 'chromium'
    : 'webkit';

/** A length of which nearly all is holes. WebKit walks them one by one when it copies: there a hostile page stops itself. */
export const sparseLength = engine === 'webkit' ? 1_000_000 : 4_000_000_000;

// For what only some engines can do; the README's table of engines names each.

export const itWithMoveBefore = 'moveBefore' in Element.prototype ? it : it.skip;

/** Firefox loads an iframe in a shadow tree anew when it is moved, with `moveBefore()` as without. */
export const itWhereMovesKeepFrames = engine === 'chromium' ? itWithMoveBefore : it.skip;

/** For what only some engines allow: WebKit lets no frame take the focus by script. */
export const itWhereAppsTakeFocus = engine === 'webkit' ? it.skip : it;

/** Firefox lets a pop-up without a sandbox navigate every page that it has a reference to, and sandboxes no empty pop-up. */
export const itWhereEmptyPopUpsAreHeld = engine === 'firefox' ? it.skip : it;

/** WebKit takes a dialog's height for known where it is not: all of it, in per cent, is nothing. */
export const itWhereDialogsGrow = engine === 'webkit' ? it.skip : it;

/** WebDriver presses a key and lets it go in one; it holds none. */
export const describeWhereKeysAreHeld = engine === 'webkit' ? describe.skip : describe;

/** After a click that opened a window, WebKit's WebDriver lets the page open no other without a click. */
export const itWhereClicksOpenWindows = engine === 'webkit' ? it.skip : it;

/** Other engines cannot be told to be slow. */
export const itWhereCpuIsThrottled = engine === 'chromium' ? it : it.skip;
