import {check, largeRequest, request} from './payloads.js';
import {scratchpad} from './scratchpad-measure.js';

let sequence = 0;

const several = (count, make) => Array.from({length: count}, () => make(++sequence));

const checkAll = (asked, responses) => asked.forEach((one, index) => check(one, responses[index]));

/** Runs a batch again and again: `warmUp` times for the compilers, then `batches` times for the record. */
async function repeat({warmUp, batches}, runBatch) {
  const values = [];
  for (let batch = -warmUp; batch < batches; batch++) {
    const value = await runBatch();
    if (batch >= 0) values.push(value);
  }
  return values;
}

// The clock ticks in tenths of a millisecond: what is timed is always many calls. What came is checked afterwards.
async function inSequence({ask}, asked) {
  const responses = [];
  const started = performance.now();
  for (const one of asked) responses.push(await ask(one));
  const elapsed = performance.now() - started;
  checkAll(asked, responses);
  return elapsed / asked.length;
}

async function atOnce({ask}, asked) {
  const started = performance.now();
  const responses = await Promise.all(asked.map((one) => ask(one)));
  const elapsed = performance.now() - started;
  checkAll(asked, responses);
  return (asked.length / elapsed) * 1000;
}

/** What an app page measures, by the name in its plan. Each returns one value for each batch. */
export const measures = {
  /** Nothing: it is there, and has been answered. */
  idle: (connection) => inSequence(connection, several(1, request)),

  /** Milliseconds per call, one after the other. */
  'round-trip': (connection, counts) => repeat(counts, () => inSequence(connection, several(counts.calls, request))),

  /** Requests per second, many in flight. */
  throughput: (connection, counts) => repeat(counts, () => atOnce(connection, several(counts.inFlight, request))),

  /** Milliseconds per call with a large answer. */
  'large-response': (connection, counts) =>
    repeat(counts, () => inSequence(connection, several(counts.calls, largeRequest))),

  scratchpad,
};
