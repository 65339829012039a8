import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, describeStory, expectComplaints, expectText, radio} from './stories.mjs';

const style = (page, property) =>
  page.$eval('smart-app-frame', (frame, name) => window.getComputedStyle(frame).getPropertyValue(name), property);
const partStyle = (page, part, property) =>
  page.$eval(
    'smart-app-frame',
    (frame, name, wanted) => {
      const found = frame.shadowRoot.querySelector(`[part=${name}]`);
      return window.getComputedStyle(found).getPropertyValue(wanted);
    },
    part,
    property,
  );

/** Waits until what the page put into a slot is in sight: the slot of a notice that is not shown is not there. */
const slotShown = (page, slot) =>
  page.waitForFunction(
    (name) => document.querySelector(`smart-app-frame [slot=${name}]`).checkVisibility(),
    undefined,
    slot,
  );

describeStory('theming', (story) => {
  it('styles the element by its state, in each brand and in none', async () => {
    const {page} = await story();
    await appOf(page, 'theming');
    await page.waitForFunction(
      () => window.getComputedStyle(document.querySelector('smart-app-frame')).borderTopColor === 'rgb(0, 105, 92)',
    );
    assert.equal(await style(page, 'border-top-left-radius'), '16px');
    await press(page, radio('Night ward, always dark'));
    assert.equal(await style(page, 'border-top-left-radius'), '0px');
    assert.equal(await style(page, 'color-scheme'), 'dark');
    await press(page, radio('None'));
    assert.notEqual(await style(page, 'border-top-color'), 'rgb(0, 105, 92)');
  });

  it('shows the loading notice in the clinic’s colours and words', async () => {
    const {page} = await story();
    await press(page, radio('takes five seconds to load'));
    await slotShown(page, 'loading');
    assert.equal(await partStyle(page, 'loading', 'background-color'), 'rgb(227, 245, 241)');
    await appOf(page, 'theming');
  });

  it('shows the error notice in the clinic’s colours and words, and asks again', async () => {
    const {gallery, page} = await story();
    await press(page, radio('never answers'));
    await page.waitForSelector('smart-app-frame:state(unresponsive)');
    await slotShown(page, 'error');
    assert.equal(await partStyle(page, 'error', 'color'), 'rgb(138, 59, 0)');
    await page.waitForSelector(button('Ask it again'));
    await press(page, radio('answers'));
    await page.waitForSelector('smart-app-frame:state(connected)');
    expectComplaints(gallery, /No handshake in 6000 ms/);
  });

  it('shows its style sheet among the code, as it is', async () => {
    const {page} = await story();
    await press(page, '#story-tab-markup');
    await press(page, '#code-tab-style');
    await page.waitForSelector('code-block pre');
    assert.equal(
      await page.$eval('code-block pre', ({textContent}) => textContent),
      readFileSync('demo/stories/theming.css', 'utf8'),
    );
    await press(page, '#code-tab-script');
    await expectText(page, 'code-block figcaption', 'theming.ehr.ts');
  });

  it('pauses an app that sends too much, and listens again', async () => {
    const {page} = await story();
    const app = await appOf(page, 'theming');
    await press(app, button('Send too many messages'));
    await page.waitForSelector('smart-app-frame:state(quarantined)');
    await new Promise((resolve) => setTimeout(resolve, 600)); // the notice's button does nothing before it can be read
    await press(page, button('Listen again'));
    await page.waitForSelector('smart-app-frame:not(:state(quarantined))');
    await expectText(app, '.outcome', 'Six messages are sent.');
  });
});
