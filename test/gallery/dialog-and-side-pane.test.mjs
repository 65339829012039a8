import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, describeStory, expectText} from './stories.mjs';

const places = [
  {place: 'dialog', opener: 'Assess pain in a dialog', close: 'Close the dialog'},
  {place: 'pane', opener: 'Assess pain beside the chart', close: 'Close the pane'},
];
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
const inApp = (page) => page.waitForFunction(() => document.activeElement.localName === 'smart-app-frame');
const gone = (page, place) =>
  page.waitForFunction((id) => !document.getElementById(id).checkVisibility(), undefined, place);

describeStory('dialog-and-side-pane', (story) => {
  for (const {place, opener, close} of places) {
    const open = async () => {
      const {page} = await story();
      await press(page, button(opener));
      const app = await appOf(page, 'dialog-and-side-pane');
      await inApp(page);
      return {page, app};
    };

    it(`brings a score from the ${place} into the chart, and the focus back when the app is done`, async () => {
      const {page, app} = await open();
      await app.focus('::-p-aria([role="slider"])');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await press(app, button('Save the score'));
      await expectText(page, '.story .outcome', 'Draft: pain 6 of 10, Head.');
      await press(app, button('Done'));
      await gone(page, place);
      assert.equal(await focused(page), opener);
    });

    it(`closes the ${place} by Escape in the app, and opens it again`, async () => {
      const {page, app} = await open();
      await app.focus('select');
      await page.keyboard.press('Escape');
      await gone(page, place);
      assert.equal(await focused(page), opener);
      await page.keyboard.press('Enter');
      await appOf(page, 'dialog-and-side-pane');
      await inApp(page);
    });

    it(`closes the ${place} by Escape and by its button`, async () => {
      const {page} = await open();
      await page.focus(button(close));
      await page.keyboard.press('Escape');
      await gone(page, place);
      assert.equal(await focused(page), opener);
      await page.keyboard.press('Enter');
      await inApp(page);
      await press(page, button(close));
      await gone(page, place);
      assert.equal(await focused(page), opener);
    });
  }

  it('keeps the chart behind the dialog out of reach', async () => {
    const {page} = await story();
    await press(page, button('Assess pain in a dialog'));
    await inApp(page);
    for (let press = 0; press < 20; press++) {
      await page.keyboard.press('Tab');
      assert.notEqual(await focused(page), 'Assess pain beside the chart');
    }
  });

  it('makes the pane as wide as the slider says, and the app with it', async () => {
    const {page} = await story();
    await press(page, button('Assess pain beside the chart'));
    const app = await appOf(page, 'dialog-and-side-pane');
    const before = await app.evaluate(() => window.innerWidth);
    await page.focus('::-p-aria(Width)');
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
    await app.waitForFunction((width) => window.innerWidth === width + 64, undefined, before);
  });
});
