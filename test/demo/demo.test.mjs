import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {fill, press} from '../support/press.mjs';
import {waitForText} from '../support/wait-for-text.mjs';
import {allow, appFrame, audit, button, consentFrame, openDemo} from './browser.mjs';

const text = (page, selector) => page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' ').trim());

async function proposeDose(frame) {
  await fill(frame, '#weight', '64');
  await fill(frame, '#creatinine', '2.1');
  await press(frame, button('Create draft order'));
  await frame.waitForSelector(button('Review order in the chart'));
}

/** Signs the first draft of the chart by its own button, without the app. */
async function signDraft(page) {
  await press(page, '#orders .drafts button');
  await press(page, '#order-review button.primary');
  await page.waitForSelector('#order-review:not([open])');
  await page.waitForSelector('#orders ::-p-text(One order signed.)');
}

/** The locations of the drafts, after so many copies of the first were put beside it. */
const scratchpadDrafts = (page, {copies}) =>
  page.$eval(
    '#in-chart smart-app-frame',
    async ({scratchpad}, count) => {
      for (let copy = 0; copy < count; copy++) await scratchpad.create((await scratchpad.list())[0]);
      return (await scratchpad.list()).map(({resourceType, id}) => `${resourceType}/${id}`);
    },
    copies,
  );

async function launch(page) {
  await press(page, '[data-part=launch]');
  await allow(page);
  return appFrame(page);
}

describe('the demo', {timeout: 600_000}, () => {
  let demo;
  let page;

  beforeEach(async () => {
    demo = await openDemo();
    ({page} = demo);
  });

  afterEach(async () => {
    await demo.close();
    assert.deepEqual(demo.complaints, [], 'page errors and console warnings');
  });

  it('takes a draft order from the app to the signed orders of the chart, shows every message, and brings the focus back', async () => {
    await demo.openChart();
    const app = await launch(page);
    await proposeDose(app);
    await page.waitForFunction(() => document.querySelector('#orders').textContent.includes('Not signed'));

    await press(app, button('Review order in the chart'));
    await page.waitForSelector('#order-review[open]');
    await press(page, '#order-review button.primary');
    await page.waitForSelector('#order-review:not([open])');
    await page.waitForFunction(() => !document.querySelector('#orders').textContent.includes('Not signed'));
    assert.match(await text(page, '#orders'), /One order signed.*once daily/);
    assert.equal(await text(page, '#in-chart [data-part=notice]'), 'One order signed.');
    await app.waitForSelector('::-p-text(That draft was signed or discarded. The chart was read again.)');

    await press(app, button('Done'));
    await page.waitForFunction(() => document.querySelector('#in-chart smart-app-frame')?.state === 'closed');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'launch');

    const list = await text(page, '#message-list');
    for (const messageType of ['status.handshake', 'fhir.http', 'scratchpad.create', 'ui.launchActivity', 'ui.done']) {
      assert.ok(list.includes(messageType), messageType);
    }
    assert.ok(list.includes('App → EHR') && list.includes('EHR → App'));
    assert.ok(!list.includes('Refused'), 'Nothing was refused so far.');
  });

  it('leaves no second order behind when a draft is signed that the app still knows', async () => {
    await demo.openChart();
    const app = await launch(page);
    await proposeDose(app);
    await signDraft(page);
    await press(app, button('Update draft order'));
    await app.waitForSelector('::-p-text(That draft was signed or discarded. The chart was read again.)');
    assert.match(await text(app, 'dose-app'), /Ordered 10 mL \(150 mg\) once daily.*Proposed No change/);
    assert.equal(await app.$(button('Update draft order')), null);
    assert.equal(await app.$eval('#weight', ({value}) => value), '64', 'What was entered stays.');
  });

  it('refuses to sign a draft whose order was stopped meanwhile', async () => {
    await demo.openChart();
    const app = await launch(page);
    await proposeDose(app);
    const [first, second] = await scratchpadDrafts(page, {copies: 1});
    assert.notEqual(first, second);
    await signDraft(page);
    await press(page, '#orders .drafts button');
    await press(page, '#order-review button.primary');
    await page.waitForSelector('#order-review ::-p-text(was stopped meanwhile. Discard it.)');
    await press(page, '#order-review ::-p-text(Discard draft)');
    await page.waitForFunction(() => !document.querySelector('#orders').textContent.includes('Not signed'));
    const active = await page.$$eval('#orders button', (buttons) => buttons.map(({textContent}) => textContent.trim()));
    assert.deepEqual(active, ['Adjust dose'], 'One active order.');
  });

  it('shows a refusal on both sides when a permission is taken away', async () => {
    await demo.openChart();
    const app = await launch(page);
    await press(page, '#permissions input[value="messaging/scratchpad"]');
    await fill(app, '#weight', '64');
    await fill(app, '#creatinine', '2.1');
    await press(app, button('Create draft order'));
    await app.waitForSelector('::-p-text(The EHR refused)');
    await waitForText(page, '#message-list', /Refused: scope/);
    const warnings = demo.complaints.splice(0);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /scope lacks messaging\/scratchpad/);
  });

  it('runs the app in a window of its own, with the same scratchpad', async () => {
    await demo.openChart();
    await press(page, '#tab-in-window');
    const opened = demo.browser.waitForTarget(
      (target) => target.type() === 'page' && target.url().includes('/auth/consent'),
    );
    await press(page, '[data-part=open-window]');
    const popup = await (await opened).page();
    demo.watch(popup);
    await allow(popup);
    await appFrame(popup);
    await proposeDose(popup.mainFrame());
    await page.bringToFront();
    await page.waitForFunction(() => document.querySelector('#orders').textContent.includes('Not signed'));
    const closed = new Promise((resolve) => popup.once('close', resolve));
    await popup.bringToFront();
    await press(popup, button('Done'));
    await closed;
    await page.waitForFunction(() => document.querySelector('#in-window smart-app-frame')?.state === 'closed');
  });

  it('can be used by keyboard alone', async () => {
    await demo.openChart();
    const tabTo = async (isThere) => {
      for (let press = 0; press < 80; press++) {
        if (await page.evaluate(isThere)) return;
        await page.keyboard.press('Tab');
      }
      assert.fail('The Tab key does not lead there.');
    };
    await tabTo(() => document.activeElement.dataset.part === 'launch');
    await page.keyboard.press('Enter');
    const consent = await consentFrame(page);
    const focusedIn = (frame) =>
      frame.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.id || element?.value || element?.textContent.trim() || '';
      });
    const tabIn = async (frame, name) => {
      for (let press = 0; press < 20 && (await focusedIn(frame)) !== name; press++) await page.keyboard.press('Tab');
      assert.equal(await focusedIn(frame), name);
    };
    await tabIn(consent, 'patient/Condition.rs');
    await page.keyboard.press(' ');
    // In many forms Enter would press the first button.
    await page.keyboard.press('Enter');
    await tabIn(consent, 'allow');
    await page.keyboard.press('Enter');
    const app = await appFrame(page);
    assert.match(await text(app, '.sources'), /Problems: .*not granted patient\/Condition/);
    await page.waitForFunction(() => document.activeElement.localName === 'smart-app-frame');
    const tabInApp = (name) => tabIn(app, name);
    await tabInApp('weight');
    await page.keyboard.type('64');
    await tabInApp('creatinine');
    await page.keyboard.type('2.1');
    await tabInApp('Create draft order');
    await page.keyboard.press('Enter');
    await app.waitForSelector(button('Review order in the chart'));
    await tabInApp('Review order in the chart');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#order-review[open]');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Review draft order/);
    await tabTo(() => document.activeElement.matches('#order-review button.primary'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('#order-review:not([open])');
    await tabInApp('Done');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.dataset.part === 'launch');
  });

  it('says what to do when the app is opened without an EHR', async () => {
    await demo.openApp();
    await page.waitForFunction(() => document.querySelector('smart-messaging-context')?.state === 'unavailable');
    await page.waitForSelector('::-p-text(EHR)');
    assert.deepEqual(await audit(page.mainFrame()), []);
  });
});

describe('the demo, audited by axe', {timeout: 600_000}, () => {
  for (const scheme of ['light', 'dark']) {
    for (const width of [1440, 390]) {
      it(`has no finding, ${scheme}, ${width} pixels wide`, async () => {
        const demo = await openDemo({scheme, width});
        try {
          const {page} = demo;
          await demo.openChart();
          assert.deepEqual(await audit(page.mainFrame()), []);
          await press(page, '[data-part=launch]');
          const consent = await consentFrame(page);
          assert.deepEqual(await audit(consent), []);
          assert.ok(
            await consent.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
            'The consent page scrolls sideways.',
          );
          await allow(page);
          const app = await appFrame(page);
          await proposeDose(app);
          assert.deepEqual(await audit(app), []);
          await press(app, button('Review order in the chart'));
          await page.waitForSelector('#order-review[open]');
          assert.deepEqual(await audit(page.mainFrame()), []);
          assert.ok(
            await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
            'It scrolls sideways.',
          );
        } finally {
          await demo.close();
        }
      });
    }
  }
});
