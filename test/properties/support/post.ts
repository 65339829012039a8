/** The ways between an EHR and its app. Each keeps its order; what comes on which way first is anybody's guess. */
export const ways = ['toEhr', 'toApp', 'portToEhr', 'portToApp', 'load'] as const;

export type Way = (typeof ways)[number];

/** Something that is under way until a test says that it arrives. */
export interface Parcel {
  /** The message; `undefined` for what is none. */
  data?: unknown;
  arrive: () => void;
  /** It arrives a second time, without what was transferred with it. Default: as it did the first time. */
  again?: () => void;
  /** Whoever sent it is still there to send it again. Default: yes. */
  repeatable?: () => boolean;
  /** It will never arrive. */
  lose?: () => void;
}

const isMessage = (data: unknown): data is object => typeof data === 'object' && data !== null;

/** Everything that is under way. */
export class Post {
  /** How many have arrived, by way. */
  readonly arrived: Record<Way, number> = {toEhr: 0, toApp: 0, portToEhr: 0, portToApp: 0, load: 0};
  readonly #queues: Record<Way, Parcel[]> = {toEhr: [], toApp: [], portToEhr: [], portToApp: [], load: []};

  get empty(): boolean {
    return ways.every((way) => this.#queues[way].length === 0);
  }

  send(way: Way, parcel: Parcel): void {
    this.#queues[way].push(parcel);
  }

  /** Returns whether there was something to arrive. */
  deliver(way: Way): boolean {
    const parcel = this.#queues[way].shift();
    if (!parcel) return false;
    this.arrived[way]++;
    parcel.arrive();
    return true;
  }

  /** A message that is under way arrives once more, after everything else that is under way now. */
  repeat(way: Way, index: number): void {
    const messages = this.#queues[way].filter(({data, repeatable}) => isMessage(data) && repeatable?.() !== false);
    const parcel = messages[index % messages.length];
    if (parcel) this.#queues[way].push({...parcel, arrive: parcel.again ?? parcel.arrive});
  }

  lose(way: Way): void {
    this.#queues[way].shift()?.lose?.();
  }

  loseAll(way: Way): void {
    for (const {lose} of this.#queues[way].splice(0)) lose?.();
  }
}
