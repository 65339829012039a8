import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press, pressElement} from '../support/press.mjs';
import {appOf, describeStory, expectText} from './stories.mjs';

/** The form of a questionnaire, once it is shown. */
async function formOf(page, title = 'PHQ-9') {
  const app = await appOf(page, 'lhc-forms');
  await expectText(app, '#form', title, {timeout: 30_000});
  return app;
}

/** Chooses an answer by its text, in the item of that text. */
async function choose(app, item, answer) {
  await app.evaluate(
    (itemText, answerText) => {
      const clean = (element) => element.textContent.replaceAll(/\s+/g, ' ').trim();
      const question = [...document.querySelectorAll('lhc-item-question')].find((one) => clean(one).includes(itemText));
      const label = [...question.querySelectorAll('label')].find((one) => clean(one) === answerText);
      label.querySelector('input').setAttribute('data-chosen', '');
    },
    item,
    answer,
  );
  const input = await app.$('[data-chosen]');
  await input.evaluate((element) => element.removeAttribute('data-chosen'));
  await pressElement(input);
}

const type = async (app, id, text) => {
  await press(app, `[id="${id}"]`);
  await app.page().keyboard.type(text);
};

/** How many answers are chosen; LHC-Forms does not say so by the inputs' own state. */
const chosen = (app) => app.$$eval('#form .ant-radio-checked', ({length}) => length);

const valueOf = (app, id) => app.$eval(`[id="${id}"]`, ({value}) => value);

for (const engine of ['chromium', 'firefox']) {
  describeStory(
    'lhc-forms',
    (story) => {
      it('shows the answers and the score of a PHQ-9 as they are given, files them in one transaction, and opens them again', async () => {
        const {page} = await story();
        const app = await formOf(page);
        await choose(app, 'Little interest', 'Several days');
        await choose(app, 'Feeling down', 'Nearly every day');
        await expectText(page, '#answers', 'Little interest or pleasure in doing things: Several days');
        await expectText(page, '#answers', 'Total score: 4');

        await press(page, '#extract');
        await expectText(page, '#observations', 'Total score: 4');
        await expectText(page, '#observations', 'Feeling down, depressed, or hopeless: Nearly every day');

        await press(app, '#file');
        await expectText(app, '.outcome', 'Filed: the answers and 3 observations.');
        await expectText(page, '#filed', 'phq-9');
        const filed = await page.evaluate(async () => {
          const found = await (await fetch('/fhir/Observation?subject=Patient/example&code=44261-6')).json();
          const response = await (await fetch(`/fhir/${found.entry[0].resource.derivedFrom[0].reference}`)).json();
          return {found, response};
        });
        assert.equal(filed.found.entry[0].resource.valueInteger, 4);
        assert.equal(filed.response.resourceType, 'QuestionnaireResponse');
        assert.equal(filed.response.status, 'completed');
        assert.equal(filed.response.subject.reference, 'Patient/example');

        await press(page, 'input[value=falls-risk]');
        await formOf(page, 'Falls risk at discharge');
        await press(page, '#filed button');
        await formOf(page);
        await expectText(page, '#answers', 'Total score: 4');
        assert.equal(await valueOf(app, 'total/1'), '4');
        assert.equal(await chosen(app), 2);
      });

      it('takes what is typed in nested and repeated groups, asks only what applies, and calculates', async () => {
        const {page} = await story();
        await formOf(page);
        await press(page, 'input[value=falls-risk]');
        const app = await formOf(page, 'Falls risk at discharge');
        assert.equal(await app.$('[id^="place/"]'), null);
        await choose(app, 'Fallen in the last', 'Yes');
        await type(app, 'place/1/1/1', 'on the stairs');
        await expectText(page, '#focus', 'At: Where did it happen?');
        await choose(app, 'Was there an injury?', 'Yes');
        await type(app, 'injury-what/1/1/1', 'wrist');
        await type(app, 'tug/1/1/1', '14.5');
        await type(app, 'medicine/1/1', 'lorazepam');
        await expectText(page, '#answers', 'Where did it happen?: on the stairs');
        await expectText(page, '#answers', 'Which injury?: wrist');
        await expectText(page, '#answers', 'Medicines that make drowsy: lorazepam');
        await expectText(page, '#answers', 'Falls risk score: 6');
        await press(app, '[id^="add-fall/"]');
        await type(app, 'place/1/2/1', 'bathroom');
        await expectText(page, '#answers', 'Where did it happen?: bathroom');
        assert.equal(await valueOf(app, 'place/1/1/1'), 'on the stairs');
      });

      it('shows the answers again when the app has been loaded again', async () => {
        const {page} = await story();
        const app = await formOf(page);
        await choose(app, 'Feeling down', 'Nearly every day');
        await expectText(page, '#answers', 'Total score: 3');
        await page.$eval('smart-app-frame', (frame) => frame.reload());
        await expectText(page, '#answers', 'Total score: 3');
        const again = await formOf(page);
        assert.equal(await chosen(again), 1);
      });
    },
    {engine},
  );
}
