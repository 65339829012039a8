import {heapPerFrame} from './heap.mjs';
import {percentile} from './statistics.mjs';

const idle = {measure: 'idle'};

const everyone = () => true;
const among =
  (...ids) =>
  ({id}) =>
    ids.includes(id);

/** A measure that one app takes by itself; it comes to one row. */
const inApp = (id, row, full, quick, valuesOf = ({perCall}) => perCall) => ({
  id,
  full,
  quick,
  takesPart: everyone,
  rows: () => [{id, ...row}],
  run: async (page, counts) => {
    const [measured] = await page.mount([{measure: id, ...counts}]);
    return {[id]: valuesOf(measured, counts)};
  },
});

const percents = [50, 95, 99];
const onRoundTrips = (percent) => `round-trip-${percent}`;

const onFrames = (size) => `frames-${size}`;
const onScratchpad = (operation, size) => `scratchpad-${operation}-${size}`;

/**
 * What is measured. `full` and `quick` are the counts; `rows` are what it comes to with them, each with a unit and whether
 * `lower` or `higher` is better; `run` takes values for each row, of which the median counts for that round. What takes
 * long has its turn in every third round only (`every`).
 */
export const measures = [
  {
    id: 'round-trip',
    full: {calls: 200, warmUp: 25, batches: 5},
    quick: {calls: 3, warmUp: 0, batches: 2},
    takesPart: everyone,
    rows: () => [
      {id: 'round-trip', title: 'Round trip, one after the other', unit: 'ms', better: 'lower'},
      ...percents.map((percent) => ({
        id: onRoundTrips(percent),
        title: `Round trip: ${percent} of 100 take at most`,
        unit: 'ms',
        better: 'lower',
      })),
    ],
    async run(page, counts) {
      const [{perCall, times}] = await page.mount([{measure: 'round-trip', ...counts}]);
      const values = percents.map((percent) => [onRoundTrips(percent), [percentile(times, percent)]]);
      return {'round-trip': perCall, ...Object.fromEntries(values)};
    },
  },
  inApp(
    'throughput',
    {title: 'Throughput, 2,000 in flight', unit: 'requests/s', better: 'higher'},
    {calls: 2000, warmUp: 5, batches: 4},
    {calls: 20, warmUp: 0, batches: 2},
    ({perCall}) => perCall.map((milliseconds) => 1000 / milliseconds),
  ),
  inApp(
    'large-response',
    {title: 'Response of 1 MB', unit: 'ms', better: 'lower'},
    {calls: 2, warmUp: 3, batches: 4},
    {calls: 1, warmUp: 0, batches: 1},
  ),
  {
    id: 'connect',
    full: {frames: 10, warmUp: 3},
    quick: {frames: 1, warmUp: 1},
    takesPart: everyone,
    rows: () => [
      {id: 'connect', title: 'From inserting the iframe to connected', unit: 'ms', better: 'lower'},
      {id: 'first-request', title: 'From inserting the iframe to the first request', unit: 'ms', better: 'lower'},
    ],
    async run(page, {frames, warmUp}) {
      await page.mount([idle]); // keeps the app's process alive between the frames that come and go
      const times = (await page.connectTimes(Array(warmUp + frames).fill(idle))).slice(warmUp);
      return {connect: times.map(({connected}) => connected), 'first-request': times.map(({asked}) => asked)};
    },
  },
  {
    id: 'frames',
    every: 3,
    full: {sizes: [1, 10, 50, 100], calls: 100, warmUp: 8, batches: 5},
    quick: {sizes: [1, 2], calls: 3, warmUp: 0, batches: 2},
    takesPart: among('raw-window', 'raw-port', 'kit', 'penpal'),
    rows: ({sizes}) =>
      sizes.map((size) => ({
        id: onFrames(size),
        title: `Round trip with ${size} ${size === 1 ? 'frame' : 'frames'} on the page`,
        unit: 'ms',
        better: 'lower',
      })),
    async run(page, {sizes, ...counts}) {
      const values = {};
      let there = 0;
      for (const size of sizes) {
        await page.mount(Array(size - there - 1).fill(idle));
        const [{perCall}] = await page.mount([{measure: 'round-trip', ...counts}]);
        values[onFrames(size)] = perCall;
        there = size;
      }
      return values;
    },
  },
  {
    id: 'scratchpad',
    every: 3,
    full: {
      sizes: [10, 1000, 10_000],
      counts: {
        10: {calls: 5, readAlls: 10, warmUp: 20, batches: 20},
        1000: {calls: 50, readAlls: 5, warmUp: 2, batches: 4},
        10_000: {calls: 50, readAlls: 1, warmUp: 1, batches: 3},
      },
    },
    quick: {sizes: [10], counts: {10: {calls: 2, readAlls: 1, warmUp: 0, batches: 1}}},
    takesPart: among('kit'),
    rows: ({sizes}) =>
      sizes.flatMap((size) =>
        ['create', 'read', 'update', 'delete', 'read-all'].map((operation) => ({
          id: onScratchpad(operation, size),
          title: `Scratchpad with ${size} resources: ${operation}`,
          unit: 'ms',
          better: 'lower',
        })),
      ),
    async run(page, {sizes, counts}) {
      const values = {};
      for (const size of sizes) {
        const [times] = await page.mount([{measure: 'scratchpad', size, ...counts[size]}]);
        for (const [operation, list] of Object.entries(times)) values[onScratchpad(operation, size)] = list;
      }
      return values;
    },
  },
  {
    id: 'heap',
    every: 3,
    full: {before: 10, frames: 50},
    quick: {before: 1, frames: 2},
    takesPart: ({id}) => !['kit-app', 'kit-ehr'].includes(id),
    rows: () => [{id: 'heap', title: 'Heap on the EHR page, per frame', unit: 'kB', better: 'lower'}],
    run: async (page, {before, frames}) => ({heap: [await heapPerFrame(page, frames, before)]}),
  },
];
