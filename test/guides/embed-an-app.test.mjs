import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {press} from '../support/press.mjs';
import {Reader, waitForText} from './reader.mjs';

const propose = 'Propose 500 mg twice daily';
const order = 'Metformin, 500 mg twice daily';

describe('“Embed an app in your EHR in ten minutes”, followed in an empty folder', {timeout: 600_000}, () => {
  let reader;
  let page;

  before(async () => {
    reader = await Reader.of('embed-an-app');
  });

  after(async () => {
    await reader?.close();
  });

  it('has the app in the page with one tag and no script', async () => {
    await reader.follow('4. Open it');
    page = await reader.open('http://localhost:8000');
    const app = await reader.app(page);
    await reader.press(app, propose);
    await reader.sees(app, 'Proposed.');
    await reader.press(app, 'Done');
    await page.waitForFunction(() => document.querySelector('smart-app-frame').state === 'closed');
    assert.deepEqual(reader.complaints, []);
  });

  it('shows the draft, takes the doctor to the order review, signs, closes and opens again', async () => {
    await reader.follow('5. Show what the app proposes');
    await page.reload();
    const app = await reader.app(page);
    await reader.press(app, propose);
    await reader.sees(page, order, '#drafts');
    await reader.picture(page, 'pictures/embed-an-app.png');
    await reader.press(app, 'Review the order');
    await page.waitForSelector('#review[open]');
    assert.equal(await page.$eval('#review ul', ({textContent}) => textContent), order);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Order review');
    await reader.press(page, 'Sign');
    await page.waitForFunction((text) => document.querySelector('#signed').textContent === text, {}, order);
    await page.waitForFunction(() => document.querySelector('#drafts').textContent === '');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'smart-app-frame');
    await reader.press(app, 'Done');
    await page.waitForSelector('#again:focus');
    await page.keyboard.press('Enter');
    const reopened = await reader.app(page);
    await reader.seesButton(reopened, 'Done');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'smart-app-frame');
    await reader.press(reopened, propose);
    await reader.press(reopened, 'Review the order');
    await page.waitForSelector('#review[open]');
    await reader.press(page, 'Sign');
    await page.waitForFunction((text) => document.querySelector('#signed').textContent === text, {}, order + order);
    assert.deepEqual(reader.complaints, []);
  });

  it('refuses what was not granted, and lets it again', async () => {
    await reader.follow('6. Say no');
    await page.reload();
    const app = await reader.app(page);
    await reader.press(app, propose);
    await reader.sees(app, 'The EHR says: The granted scopes do not allow scratchpad.create.');
    assert.equal(await page.$eval('#drafts', ({textContent}) => textContent), '');
    const warnings = reader.complaints.splice(0);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /scope lacks messaging\/scratchpad/);
    await reader.follow('7. Your real app');
    await page.reload();
    await press(await reader.app(page), '#propose');
    await waitForText(page, '#drafts', order);
    assert.equal(reader.check(), 2);
    assert.deepEqual(reader.unread, []);
    assert.deepEqual(reader.complaints, []);
  });
});
