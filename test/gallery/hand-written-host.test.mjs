import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, describeStory, expectText} from './stories.mjs';

describeStory('hand-written-host', (story) => {
  it('says that there is nothing of the kit to listen to, to set or to document', async () => {
    const {page} = await story();
    await expectText(page, '#story-panel', 'The page itself lists what it posts.');
    assert.equal(await page.$eval('smart-message-inspector', (inspector) => inspector.checkVisibility()), false);
    await expectText(page, '.controls', 'Nothing to set: this EHR page has no element of the kit.');
    for (const tab of ['events', 'docs']) {
      await press(page, `#story-tab-${tab}`);
      await expectText(page, '#story-panel', 'has none');
    }
    await press(page, '#story-tab-markup');
    await page.waitForSelector('code-block pre');
  });

  it('has the kit’s renderer answer a host that knows only the profile’s text', async () => {
    const {page} = await story();
    const app = await appOf(page, 'form-renderer');
    await expectText(page, '.outcome', 'The form is shown.');
    await press(app, '[name=temperature]');
    await page.keyboard.type('39');
    await expectText(page, '#answers', 'Highest temperature, in °C: 39');
    await press(page, '#extract');
    await expectText(page, '.outcome', 'Body temperature: 39 °C');
    await press(page, '#earlier');
    await expectText(page, '.outcome', 'The earlier response is shown.');
    assert.equal(await app.$eval('[name=country]', ({value}) => value), 'Portugal');
    assert.equal(await app.$eval('[name=temperature]', ({value}) => value), '');
    const posted = await page.$$eval('#posted li', (items) => items.map(({textContent}) => textContent).reverse());
    const asked = posted.filter((text) => text.startsWith('→ sdc'));
    assert.deepEqual(asked, [
      '→ sdc.configure',
      '→ sdc.configureContext',
      '→ sdc.displayQuestionnaire',
      '→ sdc.requestExtract',
      '→ sdc.displayQuestionnaireResponse',
    ]);
  });
});
