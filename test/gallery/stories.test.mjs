import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {button} from '../demo/browser.mjs';
import {fill, press} from '../support/press.mjs';
import {appIn, documentIn, openGallery, text, waitForText} from './browser.mjs';

describe('the stories', {timeout: 200_000}, () => {
  let gallery;
  let page;

  before(async () => {
    gallery = await openGallery();
  });

  after(() => gallery?.close());

  afterEach(async () => {
    await page.close();
    assert.deepEqual(gallery.complaints, [], 'page errors and console warnings');
  });

  const open = async (hash) => {
    page = await gallery.openPage(`#/${hash}`);
  };
  /** One for each text: a frame does not repeat itself. */
  const expectSilenceWarning = () => {
    const warnings = gallery.complaints.splice(0);
    assert.equal(warnings.length, 1, warnings.join());
    assert.match(warnings[0], /^<smart-app-frame> No handshake in .* Nothing came from the app/);
  };
  const stateIs = (state, selector = '.story smart-app-frame') =>
    page.waitForFunction((found, wanted) => document.querySelector(found)?.state === wanted, {}, selector, state);

  it('Launch and done: the app closes itself, is opened again, and is refused without the scope', async () => {
    await open('launch-and-done');
    await press(await appIn(page), button('Done'));
    await stateIs('closed');
    await waitForText(page, '.story .outcome', /The dose check is done/);
    await press(page, '.story #open');
    const again = await appIn(page);
    assert.equal(await page.$eval('.story #open', ({hidden}) => hidden), true);
    await page.$eval('.story smart-app-frame', (frame) => frame.setAttribute('scope', ''));
    await press(again, button('Done'));
    await waitForText(again, '.outcome', /The EHR refused/);
    await stateIs('connected');
  });

  it('Launch an activity: the chart shows problems, asks before it books, and refuses what it does not know', async () => {
    await open('launch-activity');
    const app = await appIn(page);
    await press(app, button('Show atrial fibrillation'));
    await page.waitForSelector('.story #atrial-fibrillation[open]');
    await waitForText(app, '.outcome', /The chart shows it/);
    await press(app, button('Show kidney disease'));
    await page.waitForSelector('.story #kidney-disease[open]');

    await press(app, button('Book a follow-up'));
    await press(page, '.story #booking button[value=no]');
    await waitForText(app, '.outcome', /refused: The clinician does not want it now/);
    await press(app, button('Book a follow-up'));
    await press(page, '.story #booking button[value=yes]');
    await waitForText(app, '.outcome', /The appointment is booked/);
    assert.equal(await page.$eval('.story #booking', ({hidden}) => hidden), true);

    await press(app, button('Open the growth chart'));
    await waitForText(app, '.outcome', /The EHR refused/);
  });

  it('Slow app: says what it waits for, and takes the notice back when a late app speaks', async () => {
    await open('slow-app?connect-timeout=3000');
    await stateIs('unresponsive');
    const app = await documentIn(page);
    await fill(app, '#note', 'usable');
    assert.equal(await app.$eval('#note', ({value}) => value), 'usable');
    await stateIs('connected');
    await waitForText(app, '.outcome', /Two trials/);
    assert.match(await text(page, '.story #states'), /loading.*connecting.*unresponsive.*connected/);
    expectSilenceWarning();
    assert.equal(await app.$eval('#note', ({value}) => value), 'usable', 'The app was not loaded again.');
  });

  it('App that never answers: says so, and tries again, with success once the app speaks', async () => {
    await open('never-answers?connect-timeout=500');
    const tryAgain = async () => {
      await stateIs('unresponsive');
      await new Promise((resolve) => setTimeout(resolve, 600)); // the button waits for a person to have read the notice
      await press(page, '.story smart-app-frame >>> [part=error] button');
    };
    await tryAgain();
    await stateIs('unresponsive');
    await press(await documentIn(page), '#answer');
    await tryAgain();
    await waitForText(await appIn(page), '.outcome', /This time the app has answered/);
    expectSilenceWarning();
  });

  it('Several frames: tells who asked, refuses one for itself, and keeps the others when one is done', async () => {
    await open('several-frames');
    const ids = ['first', 'second', 'third'];
    const apps = [];
    for (const id of ids) {
      const app = await appIn(page, `#${id}`);
      await press(app, button('Show the problem'));
      apps.push(app);
    }
    await waitForText(apps[2], '.outcome', /The EHR refused/);
    await waitForText(apps[0], '.outcome', /The chart shows it/);
    await waitForText(apps[1], '.outcome', /The chart shows it/);
    await press(apps[1], button('Done'));
    await stateIs('closed', '#second');
    const rows = await page.$$eval('.story tbody tr', (found) =>
      found.map((row) => [...row.cells].map(({textContent}) => textContent)),
    );
    assert.deepEqual(rows, [
      ['Lab trends', 'connected', '1', '0'],
      ['Interactions', 'closed', '2', '0'],
      ['Guidelines', 'connected', '0', '1'],
    ]);
  });
});
