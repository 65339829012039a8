import puppeteer from 'puppeteer-core';
import {requireEngine} from './engines.mjs';

/** The program of a Chromium-based browser; installs one where that can be done without asking. */
export const findBrowser = () => requireEngine('chromium');

/** Starts on machines without a display, as root too, and leaves the network alone. */
export const browserArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * For tests that drive frames from outside. All frames are in one process, which keeps their origins apart as well: the driver
 * at times loses a frame that moves to another one, and waits for its answers for ever. The tests of the elements need no
 * driver in the frames, and run without this.
 */
const drivenArguments = [
  ...browserArguments,
  '--disable-site-isolation-trials',
  '--disable-features=IsolateOrigins,site-per-process',
];

/** A browser for such tests; without `ignoredArguments` of those that puppeteer gives Chromium. */
export function launchDriven(engine = 'chromium', ignoredArguments = []) {
  const executablePath = requireEngine(engine);
  return puppeteer.launch(
    engine === 'firefox'
      ? {browser: 'firefox', executablePath}
      : {executablePath, args: drivenArguments, ignoreDefaultArgs: ignoredArguments},
  );
}
