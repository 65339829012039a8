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
