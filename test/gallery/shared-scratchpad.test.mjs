import assert from 'node:assert/strict';
import {it} from 'node:test';
import {appOf, button, describeStory, expectText} from './stories.mjs';

describeStory('shared-scratchpad', (story) => {
  it('shows in the chart and in one app what the other drafts, and the way back', async () => {
    const {page} = await story();
    const prescribe = await appOf(page, 'shared-scratchpad-prescribe');
    const check = await appOf(page, 'shared-scratchpad-check');
    await expectText(check, '#drafts', 'No draft order to check.');

    await prescribe.select('::-p-aria(Medicine)', 'Ibuprofen 400 mg tablet');
    await prescribe.locator(button('Draft the order')).click();
    await expectText(page, '.story .drafts', 'Ibuprofen 400 mg tablet: One tablet up to three times a day');

    await check.locator(button('Add “with food” to Ibuprofen 400 mg tablet')).click();
    await expectText(page, '.story .drafts', 'One tablet up to three times a day, with food');
    await expectText(prescribe, '.outcome', 'Checked by the pharmacy: Ibuprofen 400 mg tablet.');
    assert.equal(await check.$('#drafts button'), null, 'What is checked is not checked again.');
  });

  it('takes what the chart discards from both apps', async () => {
    const {page} = await story();
    const prescribe = await appOf(page, 'shared-scratchpad-prescribe');
    const check = await appOf(page, 'shared-scratchpad-check');
    await prescribe.locator(button('Draft the order')).click();
    await expectText(check, '#drafts', 'Amoxicillin');
    await page.locator(button('Discard Amoxicillin 500 mg capsule')).click();
    await expectText(check, '#drafts', 'No draft order to check.');
    assert.equal(await page.$('.story .drafts li'), null);
  });
});
