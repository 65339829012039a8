import assert from 'node:assert/strict';
import {it} from 'node:test';
import {appOf, button, describeStory, expectText} from './stories.mjs';

const drafts = (page) =>
  page.$$eval('.story .drafts li', (items) => items.map(({textContent}) => textContent.split(' ')[0].trim()));

describeStory('cds-hooks-card', (story) => {
  it('puts the actions of a suggestion on the scratchpad', async () => {
    const {page} = await story();
    await expectText(page, '.story .drafts', 'Naproxen 500 mg tablet');
    await page.locator(button('Acetaminophen instead')).click();
    await expectText(page, '.story > .outcome', 'Acetaminophen instead: done.');
    assert.deepEqual(await drafts(page), ['Acetaminophen']);
  });

  it('says so when a suggestion cannot be carried out any more', async () => {
    const {page} = await story();
    await page.locator(button('Acetaminophen instead')).click();
    await expectText(page, '.story > .outcome', 'done.');
    await page.locator(button('Acetaminophen instead')).click();
    await expectText(page, '.story > .outcome', 'failed: There is no such resource on the scratchpad.');
  });

  it('opens the app of its link on the same scratchpad, and has the focus back when the app is done', async () => {
    const {page} = await story();
    await page.locator(button('Compare pain medicines')).click();
    const app = await appOf(page, 'cds-hooks-card');
    await app.locator(button('Take Celecoxib')).click();
    await expectText(app, '.outcome', 'The draft is now Celecoxib.');
    assert.deepEqual(await drafts(page), ['Celecoxib']);
    await app.locator(button('Done')).click();
    await page.waitForSelector('smart-app-frame:state(closed)');
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), 'Compare pain medicines');
  });
});
