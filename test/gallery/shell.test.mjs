import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, afterEach, before, describe, it} from 'node:test';
import {button} from '../demo/browser.mjs';
import {fill, press} from '../support/press.mjs';
import {appIn, goTo, openGallery, readStories, text, waitForText} from './browser.mjs';
import {expectComplaints} from './stories.mjs';

const {stories} = await readStories();
const tab = (name) => `::-p-aria([name="${name}"][role="tab"])`;

describe('the gallery', {timeout: 200_000}, () => {
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

  const open = async (hash, options) => {
    page = await gallery.openPage(hash, options);
  };
  const hash = () => page.evaluate(() => decodeURIComponent(location.hash));
  const attribute = (name) => page.$eval('.story smart-app-frame', (frame, asked) => frame.getAttribute(asked), name);

  it('says on its first screen what it is, and lists every story', async () => {
    await open('');
    assert.match(await text(page, 'h1'), /Apps that talk/);
    const links = await page.$$eval('nav a', (found) => found.map((link) => link.getAttribute('href')));
    assert.deepEqual(links.toSorted(), [...stories.map(({id}) => `#/${id}`), '/demo/ehr/'].toSorted());
  });

  it('opens a story by its address, with the tab and the values that stand in it', async () => {
    await open('#/launch-and-done?scope=messaging/scratchpad&connect-timeout=4000&tab=docs');
    await appIn(page);
    assert.equal(await attribute('scope'), 'messaging/scratchpad');
    assert.equal(await attribute('connect-timeout'), '4000');
    assert.equal(await page.title(), 'Launch and done - SMART Web Messaging elements');
    await page
      .waitForSelector(`${tab('Docs')}[aria-selected=true]`)
      .catch(() => assert.fail('The tab is not selected.'));
  });

  it('says so when there is no such story', async () => {
    await open('#/no-such-story');
    assert.equal(await text(page, 'h1'), 'There is no such story');
  });

  it('changes the element as a control is changed, and the address and the HTML with it', async () => {
    await open('#/launch-and-done?tab=markup');
    await appIn(page);
    await fill(page, '#control-scope', 'messaging/ui.done');
    await fill(page, '#control-label', 'Apixaban check');
    await waitForText(page, 'code-block pre', /label="Apixaban check"/);
    assert.equal(await attribute('scope'), 'messaging/ui.done');
    const frame = await page.$('.story smart-app-frame >>> iframe');
    assert.equal(await frame.evaluate(({title}) => title), 'Apixaban check');
    assert.match(
      await text(page, 'code-block pre'),
      /import 'smart-web-messaging-elements\/smart-app-frame'.*scope="messaging\/ui.done"/,
    );
    assert.match(await hash(), /scope=messaging\/ui.done/);

    await press(page, '.controls button');
    await waitForText(page, 'code-block pre', /label="Dose check"/);
    assert.equal(await attribute('scope'), 'messaging/ui');
    assert.equal(await hash(), '#/launch-and-done?tab=markup');
    expectComplaints(gallery, /scope has "messag/); // half of a word on the way
  });

  it('makes the controls from the manifest: a choice for a union, a number, a text', async () => {
    await open('#/launch-and-done');
    await appIn(page);
    const kinds = await page.$$eval('.controls :is(input, select)', (found) =>
      found.map(({id, type}) => `${id.replace('control-', '')}: ${type}`),
    );
    assert.ok(kinds.includes('label: text') && kinds.includes('connect-timeout: number'), kinds.join());
    assert.ok(kinds.includes('message-port: select-one'), kinds.join());
    const options = await page.$$eval('#control-message-port option', (found) => found.map(({value}) => value));
    assert.deepEqual(options, ['', 'auto', 'off']);
    await page.select('#control-message-port', 'off');
    assert.equal(await attribute('message-port'), 'off');
    const modes = await page.$$eval('#control-launch-mode option', (found) => found.map(({value}) => value));
    assert.deepEqual(modes, ['', 'none', 'query', 'smart'], 'Also where the type has a name of its own.');
    assert.ok(kinds.includes('referrerpolicy: select-one'), kinds.join());
  });

  it('starts a story again, with what the controls say', async () => {
    await open('#/launch-and-done');
    await press(await appIn(page), button('Done'));
    await page.waitForFunction(() => document.querySelector('.story smart-app-frame').state === 'closed');
    await fill(page, '#control-label', 'Another name');
    await press(page, '.stage-bar button');
    await appIn(page);
    assert.equal(await attribute('label'), 'Another name');
  });

  it('goes back and forward between stories', async () => {
    await open('#/launch-and-done');
    await appIn(page);
    await fill(page, '#control-label', 'First');
    await goTo(page, 'several-frames');
    await goTo(page, 'launch-activity');
    await page.goBack();
    await page.waitForSelector('.story[data-story=several-frames]');
    await page.goBack();
    await page.waitForSelector('.story[data-story=launch-and-done]');
    assert.equal(await attribute('label'), 'First');
    await page.goForward();
    await page.waitForSelector('.story[data-story=several-frames]');
    assert.equal((await page.$$('.story')).length, 1, 'One story at a time.');
  });

  it('finds stories by words, opens the first by Enter, and says when there is none', async () => {
    await open('');
    await fill(page, '#story-search', 'retry notice');
    await page.waitForFunction(() => document.querySelectorAll('nav a').length === 0);
    await waitForText(page, 'nav', /No story has/);
    await fill(page, '#story-search', 'never-answers');
    await page.waitForFunction(() => document.querySelectorAll('nav a').length === 1);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.story[data-story=never-answers]');
  });

  it('shows messages and events as they happen', async () => {
    await open('#/launch-activity?tab=events');
    const app = await appIn(page);
    await waitForText(page, '#story-panel', /smart-state-change.*smart-connect|smart-connect.*smart-state-change/);
    await press(app, button('Show kidney disease'));
    await page.waitForSelector('[data-event=smart-ui-launch-activity]');
    assert.match(await text(page, '[data-event=smart-ui-launch-activity]'), /ui\.launchActivity.*answered by the page/);
    await press(page, '[data-event=smart-ui-launch-activity] summary');
    await waitForText(
      page,
      '[data-event=smart-ui-launch-activity] pre',
      /"problemLocation": "Condition\/kidney-disease"/,
    );
    await press(page, tab('Messages'));
    await page.waitForFunction(() =>
      [...document.querySelector('smart-message-inspector').shadowRoot.querySelectorAll('[part~=row]')].some((row) =>
        row.textContent.includes('ui.launchActivity'),
      ),
    );
  });

  it('shows the script that runs, and the files of the app, and copies them', async () => {
    await open('#/launch-activity?tab=markup&code=script');
    await gallery.browser
      .defaultBrowserContext()
      .overridePermissions(gallery.demo.ehrUrl, ['clipboard-read', 'clipboard-sanitized-write']);
    await page.waitForSelector('code-block pre');
    const script = readFileSync('demo/stories/launch-activity.ehr.ts', 'utf8');
    assert.equal(await page.$eval('code-block pre', ({textContent}) => textContent), script);
    await page.bringToFront();
    await press(page, 'code-block button');
    await waitForText(page, 'code-block [role=status]', /Copied/);
    assert.equal(await page.evaluate(() => window.navigator.clipboard.readText()), script);
    await press(page, tab('App'));
    await waitForText(page, '#code-panel', /launch-activity\/index\.html.*launch-activity\/main\.ts/);
  });

  it('shows the example pages of the frameworks, and that they are not the story', async () => {
    await open('#/launch-activity?tab=markup');
    await page.waitForSelector('#code-tab-in-react');
    const tabs = await page.$$eval('markup-tab [role=tab]', (all) => all.map(({textContent}) => textContent.trim()));
    assert.equal(new Set(tabs).size, tabs.length, tabs.join());
    await press(page, tab('Plain HTML'));
    await waitForText(page, '#code-panel', /Not this story.*frameworks\/html\/ehr\.html/);
    assert.equal((await page.$$('markup-tab [aria-selected=true]')).length, 1);
  });

  it('serves no file as code that it does not show', async () => {
    await open('');
    for (const path of ['package.json', '../package.json', 'demo/stories/../../package.json']) {
      const status = await page.evaluate(
        async (file) => (await fetch(`/demo/sources/file?path=${encodeURIComponent(file)}`)).status,
        path,
      );
      // A browser logs each failed request: that is what was asked for here.
      gallery.complaints.length = 0;
      assert.equal(status, 404, path);
    }
  });

  it('documents the element from the manifest', async () => {
    await open('#/launch-and-done?tab=docs');
    await page.waitForSelector('.docs');
    const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
    const frame = manifest.modules
      .flatMap(({declarations}) => declarations)
      .find(({tagName}) => tagName === 'smart-app-frame');
    const docs = await text(page, '.docs');
    const named = [...frame.attributes, ...frame.events, ...frame.slots, ...frame.cssParts, ...frame.cssStates];
    assert.deepEqual(
      named.map(({name}) => name).filter((name) => !docs.includes(name)),
      [],
    );
  });

  it('follows the system in light and dark, and the switch before it', async () => {
    const background = () => page.evaluate(() => window.getComputedStyle(document.body).backgroundColor);
    await open('', {scheme: 'dark'});
    const dark = await background();
    await press(page, 'color-scheme input[value=light]');
    const light = await background();
    assert.notEqual(light, dark);
    await page.reload();
    await page.waitForSelector('color-scheme input');
    assert.equal(await background(), light, 'The choice is kept.');
    await press(page, 'color-scheme input[value=system]');
    assert.equal(await background(), dark);
  });
});
