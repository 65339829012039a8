import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, checkbox, describeStory, expectComplaints, expectText} from './stories.mjs';

const sentences = (page) => page.$$eval('#summary p', ({length}) => length);

describeStory('streaming-answers', (story) => {
  it('shows each sentence before the answer is complete', async () => {
    const {page} = await story();
    await appOf(page, 'streaming-answers');
    await press(page, button('Write the summary'));
    await expectText(page, '#summary', 'epigastric pain');
    const early = await sentences(page);
    assert.ok(early < 6, `${early} sentences came at once.`);
    await expectText(page, '.story > .outcome', 'Written: 6 sentences.');
    assert.equal(await sentences(page), 6);
  });

  it('keeps what is there when it is stopped, and drops what still comes', async () => {
    const {page} = await story();
    const app = await appOf(page, 'streaming-answers');
    await press(page, button('Write the summary'));
    await expectText(page, '#summary', 'epigastric pain');
    await press(page, button('Stop'));
    await expectText(page, '.story > .outcome', 'Stopped.');
    const kept = await sentences(page);
    await expectText(app, '.outcome', 'The summary is written.');
    assert.equal(await sentences(page), kept);
    await press(page, button('Write the summary'));
    await expectText(page, '.story > .outcome', 'Written: 6 sentences.');
  });

  it('keeps two sentences and says what happened when the app fails half-way', async () => {
    const {gallery, page} = await story();
    const app = await appOf(page, 'streaming-answers');
    await press(app, checkbox('Fail after the second sentence'));
    await press(page, button('Write the summary'));
    await expectText(page, '.story > .outcome', 'summary.write');
    assert.equal(await sentences(page), 2);
    expectComplaints(gallery, /^Error: The text service is down/);
  });
});
