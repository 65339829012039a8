import assert from 'node:assert/strict';
import {after, afterEach, before, describe} from 'node:test';
import puppeteer from 'puppeteer-core';
import {startDemo} from '../../demo/server.mjs';
import {browserArguments, findBrowser} from '../support/browser.mjs';
import {engines} from '../support/engines.mjs';

/**
 * Opens stories of the gallery in a browser; `complaints` are console warnings and page errors of every window, less those
 * that a story provokes on purpose.
 */
export async function openGallery({blockPopUps = false, engine = 'chromium', expected} = {}) {
  const demo = await startDemo();
  const browser = await puppeteer.launch(
    engine === 'firefox'
      ? {browser: 'firefox', executablePath: engines.firefox.find()}
      : {
          executablePath: findBrowser(),
          args: browserArguments,
          ignoreDefaultArgs: blockPopUps ? ['--disable-popup-blocking'] : [],
        },
  );
  const complaints = [];
  const watch = (page) => {
    page.on('pageerror', (error) => complaints.push(`${error}`));
    page.on('console', (message) => {
      const isComplaint = ['warn', 'error'].includes(message.type());
      if (isComplaint && !expected?.test(message.text())) complaints.push(message.text());
    });
    return page;
  };
  return {
    browser,
    complaints,
    /** Counts what another window complains of as well. */
    watch,
    /** The story in a page of its own; `width` and `scheme` as a visitor may have them. */
    async openStory(id, {width = 1440, height = 900, scheme = 'light'} = {}) {
      const page = watch(await browser.newPage());
      await page.setViewport({width, height});
      if (engine === 'chromium') await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
      await page.goto(`${demo.ehrUrl}#/${id}`);
      await page.waitForSelector(`.story[data-story="${id}"]`);
      return page;
    },
    close: async () => {
      await browser.close();
      await demo.close();
    },
  };
}

/**
 * Tests of one story, each in a page of its own: `story()` gives the gallery and that page. A page error or a console
 * warning fails the test.
 */
export function describeStory(id, tests, options = {}) {
  const {engine = 'chromium'} = options;
  const skip = !engines[engine].find() && `${engines[engine].label} was not found (${engines[engine].hint}).`;
  describe(`the story ${id}, in ${engine}`, {timeout: 600_000, skip}, () => {
    let gallery;
    before(async () => {
      gallery = await openGallery(options);
    });
    after(() => gallery.close());
    afterEach(async () => {
      const [blank, ...pages] = await gallery.browser.pages();
      assert.equal(blank.url(), 'about:blank', 'A browser without a page would end.');
      for (const open of pages) await open.close();
      assert.deepEqual(gallery.complaints.splice(0), [], 'page errors and console warnings');
    });
    tests(async (settings) => {
      return {gallery, page: await gallery.openStory(id, settings)};
    });
  });
}

/** The document of a story's app, once it is connected with the EHR. */
export async function appOf(page, folder) {
  const frame = await page.waitForFrame((candidate) => candidate.url().includes(`/demo/story-apps/${folder}/`));
  await frame.waitForSelector('smart-messaging-context:state(connected)');
  return frame;
}

const named = (role) => (name) => `::-p-aria([name="${name}"][role="${role}"])`;
export const button = named('button');
export const checkbox = named('checkbox');
export const radio = named('radio');

/** Clicks where locators do not work: in Firefox they never see a page that scrolls come to rest. */
export async function press(frame, selector) {
  const element = await frame.waitForSelector(selector);
  await element.click();
}

/** Waits until an element holds a text, and fails with what it held instead. */
export async function expectText(frame, selector, text, {timeout = 10_000} = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const texts = await frame.$$eval(selector, (all) => all.map(({textContent}) => textContent));
    const found = texts.join(' ').replace(/\s+/g, ' ').trim();
    if (found.includes(text)) return;
    if (Date.now() > end) assert.fail(`${selector} holds "${found}", not "${text}".`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
