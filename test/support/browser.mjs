import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
      `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
    ]),
];

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(process.platform === 'win32' ? ';' : ':')
    .map((folder) => `${folder}/${name}`)
    .find(existsSync);

const find = () => process.env.CHROME_PATH || names.map(onPath).find(Boolean) || elsewhere.find(existsSync);

function install() {
  const isDebianRoot = process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get');
  if (!isDebianRoot) {
    throw new Error(
      'No Chrome, Chromium or Edge was found. Install one (Debian, Ubuntu: sudo apt-get install chromium; ' +
        'macOS: brew install --cask google-chrome), or set CHROME_PATH to its program, and run npm test again.',
    );
  }
  console.log('No Chrome, Chromium or Edge was found: installing Chromium with apt-get.');
  const options = {stdio: 'inherit', env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}};
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
}

/** The program of a Chromium-based browser; installs one where that can be done without asking. */
export function findBrowser() {
  if (!find()) install();
  return find();
}

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
