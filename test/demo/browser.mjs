import axe from 'axe-core';
import puppeteer from 'puppeteer-core';
import {startDemo} from '../../demo/server.mjs';
import {browserArguments, findBrowser} from '../support/browser.mjs';

/** The demo, fresh, in a browser; `complaints` are its console warnings and page errors. */
export async function openDemo({width = 1440, height = 900, scheme = 'light'} = {}) {
  const demo = await startDemo();
  const browser = await puppeteer.launch({executablePath: findBrowser(), args: browserArguments});
  const complaints = [];
  const watch = (page) => {
    page.on('pageerror', (error) => complaints.push(`${error}`));
    page.on('console', (message) => ['warn', 'error'].includes(message.type()) && complaints.push(message.text()));
  };
  const page = await browser.newPage();
  watch(page);
  await page.setViewport({width, height});
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
  const open = async (url) => {
    await page.goto(url);
    return page;
  };
  return {
    browser,
    page,
    complaints,
    watch,
    openApp: () => open(demo.appUrl),
    openChart: async () => {
      await open(demo.chartUrl);
      await page.waitForSelector('#orders button');
    },
    close: async () => {
      await browser.close();
      await demo.close();
    },
  };
}

/** The frame in which the app runs, once it has read the chart. */
export async function appFrame(page) {
  await page.waitForFunction(() => document.querySelector('#in-chart smart-app-frame')?.state === 'connected');
  const frame = await page.waitForFrame((candidate) => candidate.url().includes('messaging_handle'));
  await frame.waitForSelector('#creatinine');
  return frame;
}

export const button = (name) => `::-p-aria([name="${name}"][role="button"])`;

/** What axe finds wrong in a page or frame, iframes of other origins left out: they are asked for themselves. */
export async function audit(frame) {
  await frame.evaluate(axe.source.replace('"use strict";', ''));
  const violations = await frame.evaluate(async () => {
    // It must not fetch the style sheets for itself: the policies of these pages allow that to nobody.
    const results = await window.axe.run(document, {iframes: false, preload: false});
    return results.violations.map(({id, nodes}) => `${id}: ${nodes.map(({target}) => target.join(' ')).join(', ')}`);
  });
  return violations;
}
