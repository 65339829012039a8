import {launchAndDone} from './launch-and-done.js';
import type {Story} from './story.js';

/** Every story, in the order of the sidebar; the groups come in the order of `storyGroups`. */
export const stories: readonly Story[] = [launchAndDone];
