import fc from 'fast-check';
import {record} from './record.js';
import type {Lanes} from './medium.js';
import {ways, type Way} from './post.js';

export type Side = 'ehr' | 'app';

/** What may happen next. A step that has no sense where it comes does nothing. */
export type Step =
  | {do: 'deliver'; way: Way; count: number}
  | {do: 'deliverAll'}
  | {do: 'connect'; side: Side}
  | {do: 'ask'; side: Side; messageType: string; timeout: number}
  | {do: 'abort'; index: number}
  | {do: 'part' | 'answer' | 'fail'; index: number}
  | {do: 'repeat'; way: Way; index: number}
  | {do: 'lose'; way: 'toEhr' | 'toApp'}
  | {do: 'load'}
  | {do: 'reload'; lost: boolean}
  | {do: 'removeFrame'}
  | {do: 'putFrameBack'}
  | {do: 'removeApp'}
  | {do: 'putAppBack'}
  | {do: 'changeHandle'}
  | {do: 'learnHandle'}
  | {do: 'choosePort'; side: Side; port: boolean}
  | {do: 'wait'; time: number};

const side = fc.constantFrom<Side>('ehr', 'app');
const index = fc.nat({max: 7});
const way = fc.constantFrom(...ways);
const just = <D extends Step>(step: D): fc.Arbitrary<Step> => fc.constant(step);

const common: Array<fc.WeightedArbitrary<Step>> = [
  {weight: 20, arbitrary: record({do: fc.constant('deliver'), way, count: fc.integer({min: 1, max: 4})})},
  {weight: 10, arbitrary: just({do: 'deliverAll'})},
  {weight: 5, arbitrary: record({do: fc.constant('connect'), side})},
  {
    weight: 20,
    arbitrary: record({
      do: fc.constant('ask'),
      side,
      messageType: fc.constantFrom('custom.now', 'custom.later', 'custom.stream', 'custom.throw', 'closed.thing'),
      timeout: fc.constantFrom(30_000, 30_000, 300, 0),
    }),
  },
  {weight: 3, arbitrary: record({do: fc.constant('abort'), index})},
  {weight: 12, arbitrary: record({do: fc.constantFrom('part', 'part', 'answer', 'answer', 'fail'), index})},
  {weight: 4, arbitrary: record({do: fc.constant('repeat'), way, index})},
  {weight: 4, arbitrary: just({do: 'load'})},
  {weight: 4, arbitrary: record({do: fc.constant('reload'), lost: fc.boolean()})},
  {weight: 1, arbitrary: just({do: 'removeFrame'})},
  {weight: 3, arbitrary: just({do: 'putFrameBack'})},
  {weight: 1, arbitrary: just({do: 'removeApp'})},
  {weight: 3, arbitrary: just({do: 'putAppBack'})},
  {weight: 2, arbitrary: just({do: 'changeHandle'})},
  {weight: 3, arbitrary: just({do: 'learnHandle'})},
  {weight: 3, arbitrary: record({do: fc.constant('wait'), time: fc.constantFrom(50, 300, 1500, 12_000)})},
];

/** Windows and ports lose nothing while the document is there: that is what the lane builds upon. */
const special: Record<Lanes, Array<fc.WeightedArbitrary<Step>>> = {
  memory: [{weight: 3, arbitrary: record({do: fc.constant('lose'), way: fc.constantFrom('toEhr', 'toApp')})}],
  windows: [],
  ports: [{weight: 2, arbitrary: record({do: fc.constant('choosePort'), side, port: fc.boolean()})}],
};

export interface Interleaving {
  /** Whether both sides have shaken hands, and all has come to rest, before the first step. */
  connected: boolean;
  steps: Step[];
}

export const interleavings = (lanes: Lanes, maxLength: number): fc.Arbitrary<Interleaving> =>
  record({
    connected: fc.boolean(),
    steps: fc.array(fc.oneof(...common, ...special[lanes]), {maxLength, size: 'max'}),
  });
