import puppeteer from 'puppeteer-core';
import {browserArguments, findBrowser} from '../support/browser.mjs';

/**
 * Starts the browser so that puppeteer attaches to no page by itself: it would stop every new frame until it has had its
 * say, which would be in every time until connected.
 */
export const startBrowser = () =>
  puppeteer.launch({
    executablePath: findBrowser(),
    args: browserArguments,
    targetFilter: (target) => target.type() === 'browser',
    waitForInitialPage: false,
  });

/**
 * A page in a window and a profile of its own: in view, however many there are, and in processes that no other page's
 * frames share. Only the page itself is attached to, not the frames in it.
 */
export async function openTab(browser, url) {
  const root = await browser.target().createCDPSession();
  const {browserContextId} = await root.send('Target.createBrowserContext');
  const {targetId} = await root.send('Target.createTarget', {url: 'about:blank', browserContextId, newWindow: true});
  const close = async () => {
    await root.send('Target.disposeBrowserContext', {browserContextId});
    await framesGone(root, targetId);
    await root.detach();
  };
  try {
    const session = await root.connection().createSession({targetId});
    await session.send('Page.enable');
    const loaded = new Promise((resolve) => session.once('Page.loadEventFired', resolve));
    await session.send('Page.navigate', {url});
    await loaded;
    await session.send('Page.disable');
    const attachToFrame = (isMeant) => attach(root, targetId, isMeant);
    return {
      session,
      attachToFrame,
      close,
      evaluate: (...call) => evaluate(session, ...call),
      heap: () => heap(session),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves when no frame of a page has a process any more. */
async function framesGone(root, pageId) {
  while ((await framesOf(root, pageId)).length > 0);
}

async function framesOf(root, pageId) {
  const {targetInfos} = await root.send('Target.getTargets', {filter: [{type: 'iframe'}]});
  return targetInfos.filter(({parentId}) => parentId === pageId);
}

/** A session with a frame that has a process of its own, by its address. */
async function attach(root, pageId, isMeant) {
  const frames = await framesOf(root, pageId);
  const frame = frames.find(({url}) => isMeant(new URL(url)));
  if (frame === undefined) throw new Error('The app has no process of its own.');
  return root.connection().createSession(frame);
}

/** Calls a function in the page and resolves with what it resolves with. */
export async function evaluate(session, fn, ...args) {
  const expression = `(${fn})(...${JSON.stringify(args)})`;
  const {result, exceptionDetails} = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** Bytes in use, of JavaScript and of the page's DOM, after everything that is not needed any more is gone. */
async function heap(session) {
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage');
  const {usedSize, embedderHeapUsedSize = 0} = await session.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize;
}
