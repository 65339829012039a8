import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {Reader} from './reader.mjs';

/** In the EHR's page: another window, which has the handle, tells of answers. */
function forgeAnswers() {
  const messagingHandle = new URL(document.querySelector('iframe').src).searchParams.get('messaging_handle');
  const questionnaireResponse = {resourceType: 'QuestionnaireResponse', item: []};
  const messageType = 'sdc.ui.changedQuestionnaireResponse';
  window.postMessage(
    {messagingHandle, messageId: 'one', messageType, payload: {questionnaireResponse}},
    location.origin,
  );
  return new Promise((resolve) => setTimeout(resolve, 300));
}

describe('“Replace a hand-written SDC host”, followed in an empty folder', {timeout: 600_000}, () => {
  let reader;

  before(async () => {
    reader = await Reader.of('replace-your-sdc-host');
    await reader.follow('3. Open both');
  });

  after(async () => {
    await reader?.close();
  });

  const type = async (page, name, text) => {
    const app = await reader.frame(page, '/form.html');
    await (await app.waitForSelector(`[name=${name}]`)).type(text);
    return app;
  };

  /** What the third section says that both pages do. */
  async function doesAll(address, look = async () => {}) {
    const page = await reader.open(address);
    await type(page, 'country', 'Kenya');
    await reader.sees(page, 'Now at: country');
    await reader.sees(page, 'Country of travel: Kenya');
    await type(page, 'temperature', '38.5');
    await look(page);
    await reader.press(page, 'Save');
    await reader.sees(page, 'Saved: 2 answers.');
    await reader.press(page, 'Extract');
    await reader.sees(page, 'Extracted: 1.');
    await reader.press(page, 'Load the form again');
    await reader.sees(page, 'The answers are in the form again.');
    const app = await reader.frame(page, '/form.html');
    assert.equal(await app.$eval('[name=country]', ({value}) => value), 'Kenya');
    assert.equal(await app.$eval('[name=temperature]', ({value}) => value), '38.5');
    assert.deepEqual(reader.complaints, []);
    return page;
  }

  it('works by hand, and a stranger with the handle is not heard', async () => {
    const page = await doesAll('http://localhost:8000/by-hand.html');
    await page.evaluate(forgeAnswers);
    await reader.sees(page, 'Country of travel: Kenya', '#answers');
  });

  it('works with the tag', async () => {
    await doesAll('http://localhost:8000/with-tag.html', (page) =>
      reader.picture(page, 'pictures/replace-your-sdc-host.png'),
    );
    await reader.follow('What the hand-written host does not do');
    assert.deepEqual(reader.unread, []);
  });
});
