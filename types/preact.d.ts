import type {ClassAttributes, HTMLAttributes} from 'preact';
import type {SmartElements} from './elements.js';
import type {Listeners} from './listeners.js';

type Elements = {
  [Tag in keyof SmartElements]: SmartElements[Tag]['settings'] &
    Listeners<SmartElements[Tag]['events'], SmartElements[Tag]['element']> &
    ClassAttributes<SmartElements[Tag]['element']> &
    Omit<HTMLAttributes<SmartElements[Tag]['element']>, keyof SmartElements[Tag]['settings'] | 'ref'>;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
