import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {button} from '../demo/browser.mjs';
import {press} from '../support/press.mjs';
import {appIn, openGallery} from './browser.mjs';

const phone = {width: 390, height: 844};

describe('the gallery by keyboard, and on a phone', {timeout: 600_000}, () => {
  let gallery;
  let page;

  before(async () => {
    gallery = await openGallery();
  });

  after(() => gallery?.close());

  afterEach(async () => {
    await page.close();
    assert.deepEqual(gallery.complaints, [], 'page errors and console warnings');
  });

  const focused = () =>
    page.evaluate(() => {
      const {id, localName, textContent} = document.activeElement;
      return id || `${localName}: ${textContent.trim().replaceAll(/\s+/g, ' ')}`;
    });

  const tabTo = async (wanted) => {
    for (let count = 0; count < 60; count++) {
      if ((await focused()) === wanted) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`The Tab key does not lead to "${wanted}".`);
  };

  const pressKeys = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('walks from the search to a story, its controls, its tabs and its code by keys alone', async () => {
    page = await gallery.openPage();
    await pressKeys('Tab');
    assert.equal(await focused(), 'a: Skip to the story');
    await pressKeys('Enter');
    assert.equal(await focused(), 'story-title');
    await page.reload();
    await page.waitForSelector('#story-search');
    await tabTo('story-search');
    await page.keyboard.type('activity');
    await tabTo('a: Launch an activity');
    await pressKeys('Enter');
    await appIn(page);
    assert.equal(await focused(), 'a: Launch an activity', 'The place in the list is kept.');
    await tabTo('story-tab-messages');
    await pressKeys('ArrowRight', 'ArrowRight');
    assert.equal(await focused(), 'story-tab-markup');
    await page.waitForSelector('#code-tab-app');
    await pressKeys('Tab', 'ArrowRight');
    assert.equal(await focused(), 'code-tab-script');
    await tabTo('button: Copy');
    await page.evaluate(() => document.querySelector('#story-tab-markup').focus());
    await pressKeys('End');
    assert.equal(await focused(), 'story-tab-docs');
    await pressKeys('Home');
    assert.equal(await focused(), 'story-tab-messages');
    await tabTo('control-label');
    await pressKeys('End');
    await page.keyboard.type(' again');
    assert.equal(await page.$eval('.story smart-app-frame', ({label}) => label), 'Risk review again');
  });

  it('shows where the focus is, everywhere', async () => {
    page = await gallery.openPage('#/launch-activity?tab=markup');
    await appIn(page);
    const unseen = [];
    for (let count = 0; count < 60; count++) {
      await pressKeys('Tab');
      const {name, seen, end} = await page.evaluate(() => {
        const element = document.activeElement;
        const marked = [element, element.nextElementSibling].some(
          (candidate) => candidate && window.getComputedStyle(candidate).outlineStyle !== 'none',
        );
        // What happens within an app's frame is the app's.
        const isFrame = element.localName === 'smart-app-frame';
        return {name: element.outerHTML.slice(0, 80), seen: marked || isFrame, end: element === document.body};
      });
      if (end) break;
      if (!seen) unseen.push(name);
    }
    assert.deepEqual(unseen, []);
  });

  it('has the list behind a button on a phone, which closes when a story is chosen, or by Escape', async () => {
    page = await gallery.openPage('', phone);
    const listShown = () => page.$eval('.sidebar', (list) => list.checkVisibility());
    const expanded = () => page.$eval('.menu', (menu) => menu.ariaExpanded);
    assert.equal(await listShown(), false);
    await press(page, '.menu');
    assert.equal(await listShown(), true);
    assert.equal(await expanded(), 'true');
    await pressKeys('Escape');
    assert.equal(await listShown(), false);
    assert.equal(await focused(), 'button: Stories');
    await pressKeys('Enter');
    await press(page, 'nav a[href="#/several-frames"]');
    await page.waitForSelector('.story[data-story=several-frames]');
    assert.equal(await listShown(), false);
    await page.waitForFunction(() => document.activeElement.id === 'story-title');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Several frames');
  });

  for (const scheme of ['light', 'dark']) {
    it(`tells in forced colours, ${scheme}, which story, tab, scheme and message is chosen`, async () => {
      page = await gallery.openPage('#/launch-activity');
      const session = await page.createCDPSession();
      const features = [
        {name: 'forced-colors', value: 'active'},
        {name: 'prefers-color-scheme', value: scheme},
      ];
      await session.send('Emulation.setEmulatedMedia', {features});
      await press(await appIn(page), button('Show kidney disease'));
      const messages = '.canvas > [role=row]';
      await press(page, `smart-message-inspector >>> ${messages}:nth-child(2)`);
      await page.waitForSelector(`smart-message-inspector >>> ${messages}[aria-selected=true]`);
      const told = await page.evaluate((rows) => {
        const {shadowRoot} = document.querySelector('smart-message-inspector');
        const colours = (root, selector, side) =>
          [...root.querySelectorAll(selector)].map((found) => window.getComputedStyle(found)[`border${side}Color`]);
        return {
          canvas: window.getComputedStyle(document.body).backgroundColor,
          lists: [
            colours(document, '.sidebar nav a', 'Left'),
            colours(document, '.tabs [role=tab]', 'Bottom'),
            colours(document, '.segments span', 'Bottom'),
            colours(shadowRoot, rows, 'Left'),
          ],
          origin: window.getComputedStyle(document.querySelector('.origin.ehr'), '::before').backgroundColor,
        };
      }, messages);
      for (const list of told.lists) {
        assert.ok(list.length > 1);
        assert.equal(list.filter((colour) => colour !== told.canvas).length, 1, list.join());
      }
      assert.notEqual(told.origin, told.canvas);
    });
  }

  for (const tab of ['messages', 'events', 'markup', 'docs']) {
    it(`does not scroll sideways on a phone, ${tab}`, async () => {
      page = await gallery.openPage(`#/several-frames?tab=${tab}`, phone);
      await appIn(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    });
  }

  it('does without motion for those who want none', async () => {
    page = await gallery.openPage('', {media: [{name: 'prefers-reduced-motion', value: 'reduce'}]});
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });
});
