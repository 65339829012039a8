/** Of the folders whose names begin with a dot only this is for others. */
const wellKnown = '.well-known';

/** By this the development server reaches what is beside the project. */
const outside = '__wds-outside-root__';

const isHidden = (part) => part === outside || (part.startsWith('.') && part !== wellKnown);

/**
 * Answers under `host` only: a page elsewhere whose name is made to lead here would be a page of this server to the browser.
 * Of the machine it serves the project, without what is hidden in it.
 */
export const ownPages = (host) => (context, next) => {
  if (context.host !== host) {
    context.status = 421;
    return undefined;
  }
  let path;
  try {
    path = decodeURIComponent(context.path);
  } catch {
    context.status = 400;
    return undefined;
  }
  // Nothing of it is found: as if it were not there.
  return path.split(/[/\\]/).some(isHidden) ? undefined : next();
};
