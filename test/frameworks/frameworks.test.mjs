import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {chooseFrameworks, servedFolders} from '../../demo/server/frameworks/list.mjs';
import {audit, button} from '../demo/browser.mjs';
import {press} from '../support/press.mjs';
import {launchBrowser, openEhr} from './pages.mjs';

/** Words such as `FRAMEWORKS=react,vue` choose from those that are there. */
const built = chooseFrameworks(process.env.FRAMEWORKS?.split(',') ?? []).map((framework) => ({
  name: framework.label,
  folders: servedFolders(framework),
}));

/** StrictMode mounts twice in a development build only. */
const inDevelopment = built
  .filter(({name}) => name.startsWith('React'))
  .map(({name, folders}) => ({
    name: `${name} in development`,
    folders: folders.map((folder) => `${folder}/development`),
  }));

const says = (frame, text) => frame.waitForFunction((words) => document.body.innerText.includes(words), {}, text);
const drafts = (page) => page.$$eval('li', (items) => items.map(({textContent}) => textContent.trim()));
const waitForDrafts = (page, count) =>
  page.waitForFunction((expected) => document.querySelectorAll('li').length === expected, {}, count);

async function propose(frame) {
  await press(frame, button('Propose an order'));
  await frame.waitForFunction(() => !document.body.textContent.includes('Nothing proposed yet.'));
  return frame.$eval('[role=status]', ({textContent}) => textContent.trim());
}

/** Loads the app anew, and waits until the new document is connected. */
async function reload(page, how) {
  await page.evaluate(() => {
    window.states = [];
    document.addEventListener('smart-state-change', ({detail}) => window.states.push(detail.state));
  });
  await page.evaluate(how);
  await page.waitForFunction(() => window.states.at(-1) === 'connected');
  await says(page, 'The app is connected.');
}

async function done(page, frame) {
  await press(frame, button('Done'));
  await page.waitForFunction(() => !document.querySelector('section')?.checkVisibility());
  await page.waitForFunction(() => document.activeElement.textContent.trim() === 'Open the app');
}

/** From the launch to the end, a reload and a second launch in between. `inspect` sees both pages at work. */
async function session({page, appFrame}, inspect = async () => {}) {
  await press(page, button('Open the app'));
  await says(page, 'The app is connected.');
  const app = await appFrame();
  const outcome = await propose(app);
  await waitForDrafts(page, 1);
  const [draft] = await drafts(page);
  assert.match(draft, /^ServiceRequest\/./);
  assert.equal(outcome, `${draft}: success`);
  await says(page, 'Activity: order-review');
  await inspect(app);

  await reload(page, () => document.querySelector('smart-app-frame').reload());
  await says(await appFrame(), 'Nothing proposed yet.');
  await propose(await appFrame());
  await waitForDrafts(page, 2);
  await done(page, await appFrame());

  await press(page, button('Open the app'));
  await says(page, 'The app is connected.');
  await propose(await appFrame());
  await waitForDrafts(page, 3); // what was drafted outlives the app
  await done(page, await appFrame());
}

/** Has the page's own listener of the request throw, whatever its framework does with what is thrown. */
const breakOrderCheck = (page) =>
  page.evaluate(() =>
    document.addEventListener(
      'smart-scratchpad-create',
      ({detail}) =>
        Object.defineProperty(detail, 'payload', {
          get: () => {
            throw new Error('The order check failed.');
          },
        }),
      true,
    ),
  );

describe('the pages of each framework', {timeout: 600_000}, () => {
  let browser;

  before(async () => {
    browser = await launchBrowser();
  });

  after(() => browser?.close());

  async function withPages(ehr, app, use) {
    const pages = await openEhr(browser, ehr, app);
    try {
      await use(pages);
      assert.deepEqual(pages.complaints, [], 'page errors and console warnings');
    } finally {
      await pages.close();
    }
  }

  for (const site of [...built, ...inDevelopment]) {
    it(`launch, draft, review, reload and close, and axe finds nothing: ${site.name}`, () =>
      withPages(site, site, async (pages) => {
        assert.deepEqual(await audit(pages.page.mainFrame()), []);
        await session(pages, async (app) => {
          assert.deepEqual(await audit(pages.page.mainFrame()), []);
          assert.deepEqual(await audit(app), []);
        });
        const isDevelopment = pages.messages.some((message) => message.includes('React DevTools'));
        assert.equal(isDevelopment, inDevelopment.includes(site));
      }));
  }

  for (const site of built) {
    it(`store no order when the page's own check throws: ${site.name}`, async () => {
      const pages = await openEhr(browser, site, site);
      try {
        await press(pages.page, button('Open the app'));
        await says(pages.page, 'The app is connected.');
        await breakOrderCheck(pages.page);
        assert.match(await propose(await pages.appFrame()), /^SmartMessagingError: (403 Forbidden|500 Internal)/);
        assert.deepEqual(await drafts(pages.page), []);
        const stored = await pages.page.$eval(
          'smart-app-frame',
          async ({scratchpad}) => (await scratchpad.list()).length,
        );
        assert.equal(stored, 0);
        assert.match(pages.complaints.join(), /The order check failed/);
      } finally {
        await pages.close();
      }
    });
  }

  for (const [index, ehr] of built.entries()) {
    const app = built[(index + 1) % built.length];
    it(`work with those of another: the EHR in ${ehr.name}, the app in ${app.name}`, () =>
      withPages(ehr, app, (pages) => session(pages)));
  }
});
