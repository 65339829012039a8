import type {ClassAttributes, HTMLAttributes} from 'react';
import type {SmartElements} from './elements.js';
import type {Listeners} from './listeners.js';

type Elements = {
  [Tag in keyof SmartElements]: SmartElements[Tag]['settings'] &
    Listeners<SmartElements[Tag]['events'], SmartElements[Tag]['element']> &
    ClassAttributes<SmartElements[Tag]['element']> &
    Omit<HTMLAttributes<SmartElements[Tag]['element']>, keyof SmartElements[Tag]['settings']>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }

  interface ButtonHTMLAttributes<T> {
    /** What to ask of the EHR: `--ui-done`, `--scratchpad-create`, … */
    command?: string | undefined;
    /** The id of a `<smart-messaging-context>`. */
    commandfor?: string | undefined;
  }
}
