// Web Test Runner's launcher for WebKitGTK: one browser on a display of its own, driven by WebDriver's commands.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {freePort} from '../../demo/server/free-port.mjs';

const patience = 30_000;

/** WebDriver's names for keys that type nothing. */
const namedKeys = {Tab: '\ue004', Enter: '\ue007', Escape: '\ue00c'};

/** @param {string} program The path of WebKitGTK's MiniBrowser. */
export function webkitLauncher(program) {
  const processes = [];
  const urls = new Map();
  let driver;
  let starting;
  let isSpent = false;

  const startDriver = async () => {
    const display = await startDisplay(processes);
    const port = await freePort('127.0.0.1', 0);
    const environment = {...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1'};
    processes.push(
      spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {stdio: 'ignore', env: environment}),
    );
    const address = `http://127.0.0.1:${port}`;
    await answering(address);
    return address;
  };

  const start = async () => {
    driver ??= startDriver();
    const address = await driver;
    const {sessionId} = await command(address, 'POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': {
            binary: program,
            args: ['--automation', '--javascript-can-open-windows-automatically=true'],
          },
          timeouts: {pageLoad: patience},
        },
      },
    });
    return {address, path: `/session/${sessionId}`};
  };

  const end = async () => {
    const {address, path} = (await starting) ?? {};
    starting = undefined;
    isSpent = false;
    if (address) await command(address, 'DELETE', path);
  };

  const go = async (url) => {
    starting ??= start();
    const {address, path} = await starting;
    await command(address, 'POST', `${path}/url`, {url});
  };

  /** Nothing gives it back on this display once another window has had it. */
  const hasFocus = async () => {
    const {address, path} = await starting;
    return command(address, 'POST', `${path}/execute/sync`, {script: 'return document.hasFocus()', args: []});
  };

  const perform = async (...actions) => {
    const {address, path} = await starting;
    await command(address, 'POST', `${path}/actions`, {actions});
    return true;
  };
  const mouse = (...actions) => perform({type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'}, actions});
  const move = (x, y) => ({type: 'pointerMove', duration: 0, x, y});

  return {
    name: 'WebKitGTK',
    type: 'webdriver',
    concurrency: 1,
    startSession: async (id, url) => {
      urls.set(id, url);
      if (isSpent) await end();
      await go(url);
    },
    /** All files share one window: what a file has done to its name, its opener or its focus is there for the next one. */
    takeNewWindow: () => {
      isSpent = true;
    },
    isActive: (id) => urls.has(id),
    getBrowserUrl: async () => {
      const {address, path} = await starting;
      return command(address, 'GET', `${path}/url`);
    },
    stopSession: async (id) => {
      urls.delete(id);
      await go('about:blank'); // ends what runs on the page
      isSpent ||= !(await hasFocus());
      return {};
    },
    sendKeys: (id, keys) =>
      perform({
        type: 'key',
        id: 'keyboard',
        actions: keys.flatMap((key) => ['keyDown', 'keyUp'].map((type) => ({type, value: namedKeys[key] ?? key}))),
      }),
    sendMouseMove: (id, x, y) => mouse(move(x, y)),
    sendMouseClick: (id, x, y) => mouse(move(x, y), {type: 'pointerDown', button: 0}, {type: 'pointerUp', button: 0}),
    resetMouse: () => mouse(move(0, 0)),
    startDebugSession: () => {
      throw new Error('WebKitGTK has no window to debug in here. Debug in Chromium or Firefox.');
    },
    stop: async () => {
      try {
        await end();
      } finally {
        for (const child of processes.splice(0)) child.kill();
      }
    },
  };
}

/** An X server that nobody looks at; it chooses its own number. */
async function startDisplay(processes) {
  const display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  processes.push(display);
  const [number] = await once(display.stdout, 'data');
  return `:${String(number).trim()}`;
}

async function answering(address) {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await command(address, 'GET', '/status');
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function command(address, method, path, body) {
  const response = await fetch(address + path, {method, body: body && JSON.stringify(body)});
  const {value} = await response.json();
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value.error}: ${value.message}`);
  return value;
}
