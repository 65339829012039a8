import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {Reader} from './reader.mjs';

const given = `
  import {SdcHost, type Questionnaire, type QuestionnaireResponse} from 'smart-web-messaging-elements/sdc';
  declare global {
    const host: SdcHost;
    const otherQuestionnaire: Questionnaire;
    const storedResponse: QuestionnaireResponse;
  }
`;

describe(
  '“Embed a FHIR Questionnaire renderer in ten minutes”, followed in an empty folder',
  {timeout: 300_000},
  () => {
    let reader;
    let page;

    before(async () => {
      reader = await Reader.of('embed-a-questionnaire');
    });

    after(async () => {
      await reader?.close();
    });

    const type = async (name, text) => {
      const app = await reader.app(page);
      await (await app.waitForSelector(`[name=${name}]`)).type(text);
      return app;
    };

    it('shows in the chart what is typed, and where', async () => {
      await reader.follow('4. Open it');
      page = await reader.open('http://localhost:8000');
      await type('country', 'Kenya');
      await reader.sees(page, 'Now at: country');
      await reader.sees(page, 'Country of travel: Kenya');
      await reader.picture(page, 'pictures/embed-a-questionnaire.png');
      assert.deepEqual(reader.complaints, []);
    });

    it('has the answers back in the form after a reload', async () => {
      await reader.follow('5. Nothing is lost');
      await page.reload();
      await type('country', 'Peru');
      await page.waitForFunction(() => document.querySelector('#answers').textContent.includes('Peru'));
      await reader.press(page, 'Load the form again');
      await reader.sees(page, 'The answers are in the form again.');
      const app = await reader.app(page);
      assert.equal(await app.$eval('[name=country]', ({value}) => value), 'Peru');
      assert.deepEqual(reader.complaints, []);
    });

    it('extracts', async () => {
      await reader.follow('6. Get resources out of it');
      await page.reload();
      await type('temperature', '38.5');
      await reader.press(page, 'Extract');
      await reader.sees(page, 'Extracted: 1.');
      await reader.follow('7. Your real renderer');
      assert.equal(reader.check(given), 1);
      assert.deepEqual(reader.unread, []);
      assert.deepEqual(reader.complaints, []);
    });
  },
);
