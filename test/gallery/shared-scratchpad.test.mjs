import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, describeStory, expectText} from './stories.mjs';

describeStory('shared-scratchpad', (story) => {
  it('shows in the chart and in one app what the other drafts, and the way back', async () => {
    const {page} = await story();
    const prescribe = await appOf(page, 'shared-scratchpad-prescribe');
    const check = await appOf(page, 'shared-scratchpad-check');
    await expectText(check, '#drafts', 'No draft order to check.');

    await prescribe.select('::-p-aria(Medicine)', 'Ibuprofen 400 mg tablet');
    await press(prescribe, button('Draft the order'));
    await expectText(page, '.story .drafts', 'Ibuprofen 400 mg tablet: One tablet up to three times a day');

    await press(check, button('Add “with food” to Ibuprofen 400 mg tablet'));
    await expectText(page, '.story .drafts', 'One tablet up to three times a day, with food');
    await expectText(prescribe, '.outcome', 'Checked by the pharmacy: Ibuprofen 400 mg tablet.');
    assert.equal(await check.$('#drafts button'), null, 'What is checked is not checked again.');
  });

  it('takes what the chart discards from both apps', async () => {
    const {page} = await story();
    const prescribe = await appOf(page, 'shared-scratchpad-prescribe');
    const check = await appOf(page, 'shared-scratchpad-check');
    await press(prescribe, button('Draft the order'));
    await expectText(check, '#drafts', 'Amoxicillin');
    await press(page, button('Discard Amoxicillin 500 mg capsule'));
    await expectText(check, '#drafts', 'No draft order to check.');
    assert.equal(await page.$('.story .drafts li'), null);
  });
});
