import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {installPackages} from '../../.ci/install.mjs';
import {launchDriven} from '../support/browser.mjs';
import {watchPage} from '../support/complaints.mjs';
import {press} from '../support/press.mjs';
import {label} from './page.mjs';
import {startSites} from './servers.mjs';

installPackages(fileURLToPath(new URL('.', import.meta.url)), 'Installing React, with which the tests render pages.', {
  runScripts: false,
});
const flavours = [
  (await import('./flavours/template.mjs')).template,
  (await import('./flavours/lit.mjs')).lit,
  (await import('./flavours/react.mjs')).react,
  (await import('./flavours/react-streaming.mjs')).reactStreaming,
];

/** Of the frame, wherever it is; `find` looks into open shadow trees. */
const findFrame = () => {
  const find = (root) =>
    root.querySelector('smart-app-frame') ??
    [...root.querySelectorAll('*')].map(({shadowRoot}) => shadowRoot && find(shadowRoot)).find(Boolean);
  return find(document);
};

const accessibleTree = async (page) => {
  const nodes = [];
  const visit = (node) => {
    nodes.push(node);
    node.children?.forEach(visit);
  };
  visit(await page.accessibility.snapshot({interestingOnly: false, includeIframes: false}));
  return nodes;
};

describe('pages from a server', {timeout: 600_000}, () => {
  let browser;

  before(async () => {
    browser = await launchDriven();
  });

  after(() => browser.close());

  for (const flavour of flavours) {
    describe(`rendered by ${flavour.name}`, () => {
      let sites;
      let page;
      let complaints;

      beforeEach(async () => {
        sites = await startSites(flavour);
        page = await browser.newPage();
        complaints = [];
        watchPage(page, (text) => complaints.push(text));
      });

      afterEach(async () => {
        await page.close();
        await sites.close();
        assert.deepEqual(complaints, [], 'page errors and console warnings');
      });

      const inFrame = async (read, ...values) =>
        page.evaluate(`(${read})((${findFrame})(), ...${JSON.stringify(values)})`);

      const sayWithoutScripts = async () => {
        await page.setJavaScriptEnabled(false);
        await page.goto(sites.ehr.url);
        const nodes = await accessibleTree(page);
        const names = nodes.map(({role, name}) => `${role}: ${name}`);
        if (flavour.frameRole) assert.ok(names.includes(`${flavour.frameRole}: ${label}`), names.join('\n'));
        assert.ok(names.includes(`StaticText: Loading ${label}…`), names.join('\n'));
        assert.ok(!names.some((name) => name.includes('Once more')), 'What is not said yet is not shown.');
        const {height, width} = await inFrame((frame) => frame.getBoundingClientRect().toJSON());
        assert.ok(height > 300 && width > 300, `${width} × ${height}`);
        assert.equal(sites.app.pages(), 0);
      };

      if (!flavour.needsScripts)
        it('says which app is coming, without scripts, and does not start it', sayWithoutScripts);

      it('shows the app, without scripts', async () => {
        await page.setJavaScriptEnabled(false);
        await page.goto(sites.app.url);
        const names = (await accessibleTree(page)).map(({role, name}) => `${role}: ${name}`);
        assert.ok(names.includes('heading: Dose adjustment'), names.join('\n'));
        assert.ok(names.includes('button: Draft'), names.join('\n'));
        assert.ok(await page.evaluate(() => document.querySelector('smart-messaging-context > *').checkVisibility()));
      });

      it('names no handle', async () => {
        const html = await (await fetch(sites.ehr.url)).text();
        assert.ok(html.includes('<smart-app-frame'));
        assert.ok(!html.includes('messaging-handle'));
        assert.ok(!html.includes('messagingHandle'));
        assert.ok(!html.includes('<iframe'));
      });

      it('becomes the app at the same place, under the same words, and connects', async () => {
        const shows = async (text) => {
          const names = (await accessibleTree(page)).filter(({role}) => role === 'StaticText').map(({name}) => name);
          assert.equal(names.filter((name) => name === text).length, 1, names.join('\n'));
        };
        void page.goto(sites.ehr.url).catch((error) => complaints.push(`${error}`));
        await page.waitForFunction(`(${findFrame})()?.isConnected && !document.querySelector('[id="S:0"]')`);
        await inFrame((frame) => {
          frame.seen = frame.getBoundingClientRect().toJSON();
          window.shift = 0;
          const add = (list) => list.getEntries().forEach(({value}) => (window.shift += value));
          new window.PerformanceObserver(add).observe({type: 'layout-shift'});
        });
        await shows(`Loading ${label}…`);
        assert.equal(await inFrame((frame) => frame.matches(':defined')), false);

        sites.openEhr();
        await page.waitForFunction(`(${findFrame})().state === 'loading'`);
        await shows(`Loading ${label}…`);
        const [before, now] = await inFrame((frame) => [frame.seen, frame.getBoundingClientRect().toJSON()]);
        assert.deepEqual(now, before);
        const content = await inFrame(({shadowRoot}) =>
          [...shadowRoot.children].map(({localName, part}) => `${localName} ${part}`),
        );
        assert.deepEqual(content, ['div error', 'div ended', 'div loading', 'iframe frame']);

        sites.openApp();
        await page.waitForFunction(`(${findFrame})().state === 'connected'`);
        assert.match(await inFrame(({messagingHandle}) => messagingHandle), /^[0-9a-f]{64}$/);
        assert.equal(sites.app.pages(), 1, 'The app was loaded once.');
        const shift = await page.evaluate(() => window.shift);
        assert.equal(shift, 0, 'Nothing moved.');
      });

      it('hears the app on the scratchpad that the page has given', async () => {
        sites.openEhr();
        sites.openApp();
        await page.goto(sites.ehr.url);
        await page.waitForFunction(`(${findFrame})().state === 'connected'`);
        const app = await page.waitForFrame((frame) => frame.url().startsWith(sites.app.url));
        await press(app, '::-p-aria([name="Draft"][role="button"])');
        await page.waitForFunction(`(${findFrame})().scratchpad.list().then(({length}) => length === 1)`);
        if (flavour.hasScratchpad) assert.equal(await page.evaluate(async () => (await window.chart.list()).length), 1);
        const slots = await app.$eval(
          'smart-messaging-context',
          ({shadowRoot}) => shadowRoot.querySelectorAll('slot').length,
        );
        assert.equal(slots, 1);
        await inFrame((frame) => frame.close());
        if (flavour.hasListener) await page.waitForSelector('::-p-text(The app is closed.)');
      });
    });
  }
});
