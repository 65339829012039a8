import type {HTMLAttributes} from 'svelte/elements';
import type {SmartElements} from './elements.js';
import type {Listeners} from './listeners.js';

type Elements = {
  [Tag in keyof SmartElements]: SmartElements[Tag]['settings'] &
    Listeners<SmartElements[Tag]['events'], SmartElements[Tag]['element']> &
    Omit<HTMLAttributes<SmartElements[Tag]['element']>, keyof SmartElements[Tag]['settings']>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}
