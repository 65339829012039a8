/** The oldest browsers that the kit supports. Newer syntax is not built; newer APIs and CSS are used with a guard only. */
export const oldestBrowsers = {chrome: '109', edge: '109', firefox: '115', safari: '16.4'};

/** The same, as esbuild wants them. */
export const targets = Object.entries(oldestBrowsers).map(([name, version]) => name + version);
