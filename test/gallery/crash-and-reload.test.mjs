import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, checkbox, describeStory, expectText} from './stories.mjs';

const disconnected = 'The app went away before it answered. Ask again when it is back.';

async function tickAndAsk(page, app) {
  await press(app, checkbox('New confusion'));
  await press(app, checkbox('65 years or older'));
  await expectText(app, '.outcome', '2 of 5 points. Kept in the EHR.');
  await press(page, button('Ask for the score'));
  await expectText(app, '.outcome', 'The EHR waits for the score.');
}

describeStory('crash-and-reload', (story) => {
  it('fails what was asked when the app crashes, and its next document finds everything as it was', async () => {
    const {page} = await story();
    const app = await appOf(page, 'crash-and-reload');
    await tickAndAsk(page, app);
    await press(app, button('Crash'));
    await expectText(page, '.story > .outcome', disconnected);
    await expectText(page, '#history', 'Disconnected: ');
    await expectText(app, '.outcome', 'The findings are as they were.');
    assert.equal(await app.$$eval('input:checked', ({length}) => length), 2);
    await press(page, button('Ask for the score'));
    await expectText(app, '.outcome', 'The EHR waits for the score.');
    await press(app, button('Give the score to the EHR'));
    await expectText(page, '.story > .outcome', 'CURB-65: 2.');
  });

  it('fails what was asked when the chart reloads the app', async () => {
    const {page} = await story();
    await tickAndAsk(page, await appOf(page, 'crash-and-reload'));
    await press(page, button('Reload the app'));
    await expectText(page, '.story > .outcome', disconnected);
    await expectText(page, '#history', 'Disconnected: reload.');
    await page.waitForSelector('smart-app-frame:state(connected)');
    await expectText(await appOf(page, 'crash-and-reload'), '.outcome', 'The findings are as they were.');
  });
});
