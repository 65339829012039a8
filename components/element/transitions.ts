/** Which states may follow each state. What comes too late for the state that is there now is no transition: the last word wins. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;
