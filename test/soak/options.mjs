import {parseArgs} from 'node:util';

const usage = 'Usage: npm run soak -- [--minutes N | --seconds N] [--frames N] [--leak]';

/** One for each thing that happens to a frame in a cycle. */
const fewestFrames = 4;

function positive(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0. ${usage}`);
  return number;
}

/**
 * How long to run, in seconds, and with how many frames, from the command line. `leak` keeps what should go, to show that
 * it is noticed.
 *
 * @throws {Error} for what it does not know.
 */
export function readOptions(args) {
  const {values} = parseArgs({
    args,
    options: {
      minutes: {type: 'string'},
      seconds: {type: 'string'},
      frames: {type: 'string', default: '4'},
      leak: {type: 'boolean', default: false},
    },
  });
  const {minutes = '2', seconds, frames, leak} = values;
  if (!(Number(frames) >= fewestFrames)) throw new Error(`--frames takes a number from ${fewestFrames}. ${usage}`);
  return {
    seconds: seconds === undefined ? 60 * positive('minutes', minutes) : positive('seconds', seconds),
    frames: Math.ceil(Number(frames)),
    leak,
  };
}
