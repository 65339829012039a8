import type {JSX} from 'solid-js';
import type {SmartElements} from './elements.js';

/** Solid listens to events of any name by `on:`, as in `on:smart-ui-done`. */
type Listeners<Events, Element> = {
  [Name in keyof Events as `on:${Name & string}`]?:
    JSX.EventHandlerWithOptionsUnion<Element, Events[Name] & Event> | undefined;
};

/** Solid sets what changes as a property, `launch-mode` as `launchMode`; `prop:` and `attr:` say which. */
type Forced<Settings> = {
  [Name in keyof Settings as `prop:${Name & string}` | `attr:${Name & string}`]?: Settings[Name];
};

type Elements = {
  [Tag in keyof SmartElements]: SmartElements[Tag]['settings'] &
    Forced<SmartElements[Tag]['settings']> &
    Listeners<SmartElements[Tag]['events'], SmartElements[Tag]['element']> &
    Omit<JSX.HTMLAttributes<SmartElements[Tag]['element']>, keyof SmartElements[Tag]['settings']>;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
