import {executeServerCommand} from '@web/test-runner-commands';

/**
 * Closes every window but the tests' own, and brings that to the front: one that is left before it keeps the browser from
 * drawing the tests' page, for the files that come later, too. Where all files share a window, the next one gets a new one.
 */
export const comeToFront = (): Promise<unknown> => executeServerCommand('come-to-front');

/** Brings the tests' window before those that it has opened, so that it gets clicks. */
export const comeBeforeOthers = (): Promise<unknown> => executeServerCommand('come-to-front', {keepsOthers: true});
