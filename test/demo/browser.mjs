import {after} from 'node:test';
import axe from 'axe-core';
import {startDemo} from '../../demo/server.mjs';
import {launchDriven} from '../support/browser.mjs';
import {watchPage} from '../support/complaints.mjs';
import {press} from '../support/press.mjs';

/**
 * What Chromium says while the EHR's own consent page stands in the app's frame: the frame goes on greeting the app, which is
 * not there, and the sandbox that is made for the app holds a page of the EHR, which runs no script.
 */
const whileConsenting = [
  /^Failed to execute 'postMessage' on 'DOMWindow': The target origin provided \('http:\/\/127\.0\.0\.1:\d+'\) does not match the recipient window's origin \('http:\/\/localhost:\d+'\)\.$/,
  /^An iframe which has both allow-scripts and allow-same-origin for its sandbox attribute can escape its sandboxing\.$/,
];

const browsers = new Map();

/** One for all tests of a file. */
function browserOf(engine) {
  if (!browsers.has(engine)) browsers.set(engine, launchDriven(engine));
  return browsers.get(engine);
}

after(async () => {
  for (const browser of browsers.values()) await (await browser).close();
});

/** The demo, fresh, in a profile of its own; `complaints` are its console warnings and page errors. */
export async function openDemo({width = 1440, height = 900, scheme = 'light', now, engine = 'chromium'} = {}) {
  const demo = await startDemo({now});
  const browser = await (await browserOf(engine)).createBrowserContext();
  const complaints = [];
  const watch = (page) =>
    watchPage(page, (text) => {
      if (!whileConsenting.some((known) => known.test(text))) complaints.push(text);
    });
  const page = await browser.newPage();
  watch(page);
  await page.setViewport({width, height});
  if (engine === 'chromium') await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
  const open = async (url) => {
    await page.goto(url);
    return page;
  };
  return {
    ...demo,
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

/** The consent page, in the app's frame or in its window, once a click on its buttons counts. */
export async function consentFrame(page) {
  const frame = await page.waitForFrame((candidate) => candidate.url().includes('/auth/consent'));
  await frame.waitForFunction(() => {
    const deny = document.querySelector('[value=deny]');
    return deny && window.getComputedStyle(deny).pointerEvents !== 'none';
  });
  return frame;
}

/** Allows the app what is ticked, less what is named. */
export async function allow(page, {without = []} = {}) {
  const consent = await consentFrame(page);
  for (const scope of without) {
    await consent.focus(`input[value="${scope}"]`);
    await page.keyboard.press(' ');
  }
  await press(consent, 'button[value=allow]');
}

/** The frame in which the app runs, once it has read the chart. */
export async function appFrame(page) {
  const frame = await page.waitForFrame((candidate) => candidate.url().includes('/smart/index.html'));
  await frame.waitForSelector('#creatinine');
  return frame;
}

export const button = (name) => `::-p-aria([name="${name}"][role="button"])`;

/** What axe finds wrong in a page or frame, iframes of other origins left out: they are asked for themselves. */
export async function audit(frame) {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source.replace('"use strict";', ''));
  const violations = await frame.evaluate(async () => {
    // It must not fetch the style sheets for itself: the policies of these pages allow that to nobody.
    const results = await window.axe.run(document, {iframes: false, preload: false});
    return results.violations.map(({id, nodes}) => `${id}: ${nodes.map(({target}) => target.join(' ')).join(', ')}`);
  });
  return violations;
}
