/** Listeners as attributes, in the frameworks that take the event's name as it is: `onsmart-ui-done`. */
export type Listeners<Events, Element> = {
  [Name in keyof Events as `on${Name & string}`]?:
    ((event: Events[Name] & {readonly currentTarget: Element}) => void) | undefined;
};
