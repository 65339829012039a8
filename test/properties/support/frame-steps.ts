import fc from 'fast-check';
import {record} from './record.js';
import type {MessagePortMode} from '../../../components/index.js';

export type Side = 'ehr' | 'app';

/** How a request is to be answered: at once, a little later, with a failure; and after how many parts. */
export interface Wish {
  how: 'at once' | 'later' | 'fail';
  parts: number;
}

/** What happens next between a frame and its app. */
export type FrameStep =
  | {do: 'ask'; side: Side; wish: Wish}
  | {do: 'abort'; side: Side; index: number}
  | {do: 'wait'; time: number}
  | {do: 'sync'}
  | {do: 'changeHandle'; first: Side}
  | {do: 'moveApp'}
  | {do: 'choosePort'; side: Side; messagePort: MessagePortMode}
  | {do: 'reload'}
  | {do: 'changeSrc'}
  | {do: 'putFrameBack'};

const side = fc.constantFrom<Side>('ehr', 'app');
const just = <D extends FrameStep>(step: D): fc.Arbitrary<FrameStep> => fc.constant(step);

const wish: fc.Arbitrary<Wish> = record({
  how: fc.constantFrom('at once', 'at once', 'later', 'fail'),
  parts: fc.constantFrom(0, 0, 1, 3),
});

const quick: Array<fc.WeightedArbitrary<FrameStep>> = [
  {weight: 24, arbitrary: record({do: fc.constant('ask'), side, wish})},
  {weight: 4, arbitrary: record({do: fc.constant('abort'), side, index: fc.nat({max: 3})})},
  {weight: 3, arbitrary: record({do: fc.constant('wait'), time: fc.nat({max: 5})})},
  {weight: 4, arbitrary: just({do: 'sync'})},
  {weight: 2, arbitrary: record({do: fc.constant('changeHandle'), first: side})},
  {weight: 2, arbitrary: just({do: 'moveApp'})},
  {
    weight: 2,
    arbitrary: record({
      do: fc.constant('choosePort'),
      side,
      messagePort: fc.constantFrom<MessagePortMode>('auto', 'off'),
    }),
  },
];

const slow: Array<fc.WeightedArbitrary<FrameStep>> = [
  {weight: 2, arbitrary: just({do: 'reload'})},
  {weight: 1, arbitrary: just({do: 'changeSrc'})},
  {weight: 1, arbitrary: just({do: 'putFrameBack'})},
];

/** In one document of the app. */
export const stepsInOneDocument: fc.Arbitrary<FrameStep[]> = fc.array(fc.oneof(...quick), {
  maxLength: 16,
  size: 'max',
});

/** With one more document, or two; these take their time. */
export const stepsWithDocuments: fc.Arbitrary<FrameStep[]> = fc
  .tuple(
    fc.array(fc.oneof(...quick), {maxLength: 8, size: 'max'}),
    fc.oneof(...slow),
    fc.array(fc.oneof({weight: 60, arbitrary: fc.oneof(...quick)}, ...slow), {maxLength: 8, size: 'max'}),
  )
  .map(([before, document, after]) => [...before, document, ...after]);
