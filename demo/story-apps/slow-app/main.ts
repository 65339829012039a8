import {setUp} from './set-up.js';

/** Milliseconds from the page's load until the app speaks: as long as its own data takes. */
const quiet = Number(new URLSearchParams(location.search).get('quiet') ?? 0);

setTimeout(setUp, quiet);
