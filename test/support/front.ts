import {executeServerCommand} from '@web/test-runner-commands';

/**
 * Closes every window but the tests' own, and brings that to the front: one that is left before it keeps the browser from
 * drawing the tests' page, for the files that come later, too.
 */
export const comeToFront = (): Promise<unknown> => executeServerCommand('come-to-front');
