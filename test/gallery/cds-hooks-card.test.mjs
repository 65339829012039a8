import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, describeStory, expectText} from './stories.mjs';

const drafts = (page) =>
  page.$$eval('.story .drafts li', (items) => items.map(({textContent}) => textContent.split(' ')[0].trim()));

describeStory('cds-hooks-card', (story) => {
  it('puts the actions of a suggestion on the scratchpad', async () => {
    const {page} = await story();
    await expectText(page, '.story .drafts', 'Naproxen 500 mg tablet');
    await press(page, button('Acetaminophen instead'));
    await expectText(page, '.story > .outcome', 'Acetaminophen instead: done.');
    assert.deepEqual(await drafts(page), ['Acetaminophen']);
  });

  it('says so when a suggestion cannot be carried out any more', async () => {
    const {page} = await story();
    await press(page, button('Acetaminophen instead'));
    await expectText(page, '.story > .outcome', 'done.');
    await press(page, button('Acetaminophen instead'));
    await expectText(page, '.story > .outcome', 'failed: There is no such resource on the scratchpad.');
  });

  it('opens the app of its link on the same scratchpad, and has the focus back when the app is done', async () => {
    const {page} = await story();
    await press(page, button('Compare pain medicines'));
    const app = await appOf(page, 'cds-hooks-card');
    await press(app, button('Take Celecoxib'));
    await expectText(app, '.outcome', 'The draft is now Celecoxib.');
    assert.deepEqual(await drafts(page), ['Celecoxib']);
    await press(app, button('Done'));
    await page.waitForSelector('smart-app-frame:state(closed)');
    await page.waitForFunction(() => document.activeElement.textContent.trim() === 'Compare pain medicines');
  });
});
