import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {chosenEngines, engines} from '../support/engines.mjs';
import {allow, appFrame, openDemo} from './browser.mjs';

const isThere = chosenEngines(['firefox']).includes('firefox') && engines.firefox.find();
const skip = isThere ? false : 'Firefox was not chosen or not found.';

// What an engine sends a cookie with, and what it keeps for a page in a frame, is where engines differ.
describe('a SMART launch in Firefox', {skip, timeout: 600_000}, () => {
  it('works in the chart and in a window', async () => {
    const demo = await openDemo({engine: 'firefox'});
    try {
      const {page} = demo;
      await demo.openChart();
      await page.click('[data-part=launch]');
      await allow(page, {without: ['patient/Condition.rs']});
      const app = await appFrame(page);
      const sources = await app.$eval('.sources', ({textContent}) => textContent);
      assert.match(sources, /Problems: This app was not granted/);
      assert.equal(await page.$eval('#in-chart smart-app-frame', ({state}) => state), 'connected');

      await page.click('#tab-in-window');
      const opened = new Promise((resolve) => page.once('popup', resolve));
      await page.click('[data-part=open-window]');
      const popup = await opened;
      await allow(popup);
      await appFrame(popup);
    } finally {
      await demo.close();
    }
  });
});
