import {setTimeout as pause} from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import {startServers} from '../bench/servers.mjs';
import {browserArguments, findBrowser} from '../support/browser.mjs';
import {bundle} from '../support/bundle.mjs';

/** Puppeteer's own wishes, against which pages are kept, frozen and slowed down as they are for people. */
const unwanted = [
  '--disable-back-forward-cache',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const patience = 10_000;

/** Waits until a function returns something, asking from outside: a page that is frozen or hidden has no timers to ask with. */
export async function eventually(what, find) {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${patience} ms in vain: ${what}`);
    await pause(20);
  }
}

/** An EHR page in a tab, with one frame around an app on another site. */
class EhrPage {
  constructor(page, cdp) {
    this.page = page;
    this.cdp = cdp;
  }

  state = () => this.page.evaluate(() => window.frame?.state);
  facts = () => this.page.evaluate(() => window.facts);
  reach = (state) => eventually(`the state is ${state}`, async () => (await this.state()) === state);

  /** Resolves with what `outcome` takes, without waiting for the answer. */
  ask = (messageType, payload, options) =>
    this.page.evaluate((...request) => window.ask(...request), messageType, payload, options);

  outcome = (asked) => eventually('the request has settled', () => this.outcomeSoFar(asked));
  outcomeSoFar = (asked) => this.page.evaluate((id) => window.outcomeOf(id), asked);
}

export async function freeze({page, cdp}) {
  await cdp.send('Page.setWebLifecycleState', {state: 'frozen'});
  await eventually('the page is frozen', () => page.evaluate(() => window.lifeCycle === 'freeze'));
}

export async function resume({page, cdp}) {
  await cdp.send('Page.setWebLifecycleState', {state: 'active'});
  await page.bringToFront();
}

/** A browser that keeps, freezes and slows down pages, and servers of an EHR and an app for it. */
export async function startPaused() {
  const servers = await startServers({
    ehrScripts: new Map([
      ['paused-ehr', await bundle('test/soak/pages/paused-ehr.js')],
      ['elsewhere', ''],
    ]),
    appScripts: new Map([
      ['paused-app', await bundle('test/soak/pages/paused-app.js')],
      ['elsewhere', ''],
    ]),
    onReport: () => {},
  });
  const browser = await puppeteer.launch({
    executablePath: findBrowser(),
    args: browserArguments,
    ignoreDefaultArgs: unwanted,
  });

  const openTab = async (url) => {
    const page = await browser.newPage();
    if (url) await page.goto(url);
    return page;
  };

  return {
    openTab,
    elsewhere: `${servers.ehrOrigin}/elsewhere.html`,

    /** `frame` are properties of the frame, `app` parameters of the app, `ehr` those of the EHR's page. */
    async open({frame = {}, app = {}, ehr = {}} = {}) {
      const page = await openTab(`${servers.ehrOrigin}/paused-ehr.html?${new URLSearchParams(ehr)}`);
      const src = `${servers.appOrigin}/paused-app.html?${new URLSearchParams(app)}`;
      await page.evaluate((...launch) => window.launch(...launch), src, frame);
      return new EhrPage(page, await page.createCDPSession());
    },

    /** The same with the app in a tab of its own, in front. */
    async openWithWindow(frame) {
      const ehr = await this.open({frame: {...frame, target: 'window'}});
      const opened = new Promise((resolve) => ehr.page.once('popup', resolve));
      await ehr.page.evaluate(() => window.frame.open());
      const page = await opened;
      await ehr.reach('connected');
      await page.evaluate(() => window.context.ready);
      await page.evaluate(() => document.addEventListener('freeze', () => (window.lifeCycle = 'freeze')));
      return {ehr, app: {page, cdp: await page.createCDPSession()}};
    },

    async close() {
      await browser.close();
      await servers.close();
    },

    /** To be called between tests: the next one is in front of nothing. */
    async closeTabs() {
      for (const page of await browser.pages()) await page.close();
    },
  };
}
