import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {describeStory, expectText} from './stories.mjs';

/** The renderer's document, once it shows its form. */
async function formOf(page) {
  const app = await page.waitForFrame((candidate) => candidate.url().includes('/story-apps/published-client/'));
  await expectText(app, '#form', 'Travel and fever', {timeout: 30_000});
  return app;
}

async function type(app, name, text) {
  await press(app, `[name=${name}]`);
  await app.page().keyboard.type(text);
}

for (const engine of ['chromium', 'firefox']) {
  describeStory(
    'published-client',
    (story) => {
      it('shows what is typed, asks for it, extracts, and shows it again after a reload', async () => {
        const {page} = await story();
        const app = await formOf(page);
        await type(app, 'country', 'Kenya');
        await expectText(page, '#focus', 'At: Country');
        await press(app, '[name=chills]');
        await type(app, 'temperature', '38.5');
        await expectText(page, '#answers', 'Highest temperature, in °C: 38.5');
        await press(page, '#ask');
        await expectText(page, '.outcome', 'The app has 3 answers.');
        await press(page, '#extract');
        await expectText(page, '.outcome', 'Body temperature: 38.5 °C');

        await press(page, '#reload');
        await expectText(page, '.outcome', 'The answers are shown again.', {timeout: 20_000});
        const again = await formOf(page);
        assert.equal(await again.$eval('[name=country]', ({value}) => value), 'Kenya');
        assert.equal(await again.$eval('[name=chills]', ({checked}) => checked), true);
      });
    },
    {engine},
  );
}
