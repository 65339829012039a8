import {check, largeRequest, request} from './payloads.js';
import {scratchpad} from './scratchpad-measure.js';

let sequence = 0;

const several = (count, make) => Array.from({length: count}, () => make(++sequence));

const checkAll = ({asked, responses}) => asked.forEach((one, index) => check(one, responses[index]));

/** Asks one after the other: milliseconds of each. */
async function inSequence({ask}, asked) {
  const responses = [];
  const times = [];
  const started = performance.now();
  let last = started;
  for (const one of asked) {
    responses.push(await ask(one));
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return {asked, responses, times, elapsed: last - started};
}

/** Asks everything at once. */
async function atOnce({ask}, asked) {
  const started = performance.now();
  const responses = await Promise.all(asked.map((one) => ask(one)));
  return {asked, responses, times: [], elapsed: performance.now() - started};
}

const batches = {
  'round-trip': (connection, calls) => inSequence(connection, several(calls, request)),
  throughput: (connection, calls) => atOnce(connection, several(calls, request)),
  'large-response': (connection, calls) => inSequence(connection, several(calls, largeRequest)),
};

/** Runs a batch again and again: `warmUp` times for the compilers, then `batches` times for the record. */
const repeated = (kind) => async (connection, counts) => {
  const perCall = [];
  const times = [];
  for (let number = -counts.warmUp; number < counts.batches; number++) {
    const batch = await batches[kind](connection, counts.calls);
    checkAll(batch);
    if (number < 0) continue;
    perCall.push(batch.elapsed / counts.calls);
    times.push(...batch.times);
  }
  return {perCall, times};
};

/**
 * What an app page measures, by the name in its plan. For batches: milliseconds per call of each batch (`perCall`), and
 * of each call where one follows the other (`times`).
 */
export const measures = {
  'round-trip': repeated('round-trip'),
  throughput: repeated('throughput'),
  'large-response': repeated('large-response'),
  scratchpad,

  /** Nothing: it is there, and has been answered. */
  idle: async (connection) => checkAll(await inSequence(connection, several(1, request))),

  /** Batches when they are asked for from outside, by `bench.run()`. */
  commanded: (connection) => {
    let last;
    window.bench = {
      /** Milliseconds per call. */
      async run(kind, calls) {
        last = await batches[kind](connection, calls);
        return last.elapsed / calls;
      },
      /** Looks at what came. It takes as much time as the calls, and is not to count. */
      check() {
        checkAll(last);
        last = undefined;
      },
    };
  },
};
