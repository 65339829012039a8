import type {Channel} from '../../../components/channel/index.js';

/** One channel of a run, and what is known of it from outside. */
export interface End {
  name: 'ehr' | 'app';
  channel: Channel;
  handle: string;
  /** Counts the documents of the app; 0 for the EHR's. */
  document: number;
  /** When the present document of its peer began, by the witness's count. */
  epoch: number;
  /** The documents of the app that have introduced themselves to it. */
  introduced: number[];
  /** What it told last of its connection. */
  connected: boolean;
}

/** A request of one of the channels, from the call until it settles. */
export interface Tracked {
  number: number;
  asker: End;
  messageType: string;
  timeout: number;
  madeAt: {count: number; time: number};
  /** By the witness's count. */
  sentAt?: number;
  messageId?: string;
  partials: number[];
  lastHeard: number;
  aborting: AbortController;
  outcome?: {payload: object} | {code: string};
}

/** A request that has reached a handler, until it is answered there. */
export interface Job {
  end: End;
  number: number;
  messageId: string;
  messageType: string;
  signal: AbortSignal;
  parts: number;
  state: 'open' | 'answered' | 'failed';
  /** What a test does with it. */
  part: () => void;
  answer: () => void;
  fail: () => void;
}
