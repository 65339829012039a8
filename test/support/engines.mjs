// The three engines that the browser tests run on: where their programs are, and how they are installed.
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';

const isWindows = process.platform === 'win32';

const onPath = (...names) =>
  names
    .flatMap((name) =>
      (process.env.PATH ?? '')
        .split(isWindows ? ';' : ':')
        .map((folder) => `${folder}/${name}${isWindows ? '.exe' : ''}`),
    )
    .find(existsSync);

const inFolders = (...files) => files.find(existsSync);

const windowsPrograms = (path) =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => `${folder}\\${path}`);

const libraryFolders = ['/usr/lib', '/usr/lib64', '/usr/libexec'];

/** WebKitGTK's own small browser lies in the folder of the library, below one that is named for the machine on Debian. */
const miniBrowser = () =>
  libraryFolders
    .filter(existsSync)
    .flatMap((folder) => [folder, ...readdirSync(folder).map((name) => `${folder}/${name}`)])
    .flatMap((folder) =>
      ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((name) => `${folder}/${name}/MiniBrowser`),
    )
    .find(existsSync);

export const engines = {
  chromium: {
    label: 'Chromium, Chrome or Edge',
    packages: ['chromium'],
    hint: 'sudo apt-get install chromium, brew install --cask google-chrome, or CHROME_PATH',
    find: () =>
      process.env.CHROME_PATH ||
      onPath(
        'google-chrome',
        'google-chrome-stable',
        'chromium',
        'chromium-browser',
        'microsoft-edge',
        'microsoft-edge-stable',
      ) ||
      inFolders(
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
        ...windowsPrograms('Google\\Chrome\\Application\\chrome.exe'),
        ...windowsPrograms('Microsoft\\Edge\\Application\\msedge.exe'),
      ),
  },
  firefox: {
    label: 'Firefox',
    packages: ['firefox-esr'],
    hint: 'sudo apt-get install firefox-esr, brew install --cask firefox, or FIREFOX_PATH',
    find: () =>
      process.env.FIREFOX_PATH ||
      onPath('firefox-esr', 'firefox') ||
      inFolders('/Applications/Firefox.app/Contents/MacOS/firefox', ...windowsPrograms('Mozilla Firefox\\firefox.exe')),
  },
  webkit: {
    label: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'xvfb'],
    hint: 'on Linux: sudo apt-get install webkit2gtk-driver xvfb',
    find: () => onPath('WebKitWebDriver') && onPath('Xvfb') && miniBrowser(),
  },
};

/**
 * The engines that the word `ENGINES=chromium,firefox` names; without it, those of `otherwise`.
 *
 * @throws {Error} where it names an engine that there is not.
 */
export function chosenEngines(otherwise) {
  const names = process.env.ENGINES?.split(',').filter(Boolean) ?? otherwise;
  const unknown = names.filter((name) => !Object.hasOwn(engines, name));
  if (unknown.length > 0)
    throw new Error(`ENGINES takes ${Object.keys(engines).join(', ')}, not ${unknown.join(', ')}.`);
  return names;
}

/** Installs an engine where that can be done without asking. */
export function installEngine(name) {
  const {label, packages, hint} = engines[name];
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Error(`${label} was not found. Install it (${hint}) and try again.`);
  }
  console.log(`${label} was not found: installing ${packages.join(' and ')} with apt-get.`);
  const options = {stdio: 'inherit', env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}};
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options);
}

/** The program of an engine; installs one where that can be done without asking. */
export function requireEngine(name) {
  const {find} = engines[name];
  if (!find()) installEngine(name);
  return find();
}
