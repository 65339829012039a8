import puppeteer from 'puppeteer-core';
import {startServers} from '../bench/servers.mjs';
import {evaluate, openTab} from '../bench/tab.mjs';
import {browserArguments, findBrowser} from '../support/browser.mjs';
import {sample} from './sample.mjs';
import {bundle} from '../support/bundle.mjs';

/** Below this there is no telling a trend from chance, however short the run was meant to be. */
const fewestCycles = 20;

/** A cycle takes a fraction of a second. */
const longestCycle = 30_000;

/**
 * Puppeteer attaches to no page by itself, as it would stop every new frame until it has had its say. Nothing is compiled
 * to machine code: that code grows the heap for as long as something becomes warm, by more than a small leak would.
 */
const startBrowser = () =>
  puppeteer.launch({
    executablePath: findBrowser(),
    args: [...browserArguments, '--js-flags=--jitless'],
    targetFilter: (target) => target.type() === 'browser',
    waitForInitialPage: false,
  });

async function inTime(work, tab) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`A cycle took longer than ${longestCycle / 1000} s.`)), longestCycle);
  });
  try {
    await Promise.race([work, late]);
  } catch (error) {
    const complaints = await tab.evaluate(() => window.complaints).catch(() => []);
    throw new Error([error.message, ...complaints].join('\n'), {cause: error});
  } finally {
    clearTimeout(timer);
  }
}

/** The first app's document stays as long as the run: what its side of the kit keeps would show there. */
const attachToApp = ({attachToFrame}) => attachToFrame(({searchParams}) => searchParams.get('id') === 'app-0');

async function run(tab, {seconds, frames, leak, appOrigin}, onSample) {
  const src = `${appOrigin}/soak-app.html`;
  await inTime(
    tab.evaluate((options) => window.soak.start(options), {src, frames, leak}),
    tab,
  );
  const sessions = {EHR: tab.session, app: await attachToApp(tab)};
  for (const session of Object.values(sessions)) await session.send('Performance.enable');
  const samples = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end || samples.length < fewestCycles) {
    await inTime(
      tab.evaluate(() => window.soak.cycle()),
      tab,
    );
    const taken = {};
    for (const [name, session] of Object.entries(sessions)) taken[name] = await sample(session, evaluate);
    samples.push(taken);
    onSample(taken, samples.length);
  }
  return samples;
}

/**
 * Works with several frames for a time, and counts after each cycle what is there in the processes of the EHR and of the
 * apps.
 *
 * @throws {Error} when something did not work as it should.
 */
export async function soak(options, onSample) {
  const errors = [];
  const servers = await startServers({
    ehrScripts: new Map([['soak-ehr', await bundle('test/soak/pages/soak-ehr.js')]]),
    appScripts: new Map([['soak-app', await bundle('test/soak/pages/soak-app.js')]]),
    onReport: (id, report) => errors.push(`${id}: ${JSON.parse(report).error}`),
  });
  let browser;
  try {
    browser = await startBrowser();
    const tab = await openTab(browser, `${servers.ehrOrigin}/soak-ehr.html`);
    const samples = await run(tab, {...options, appOrigin: servers.appOrigin}, onSample);
    errors.push(...(await tab.evaluate(() => window.complaints)));
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return samples;
  } finally {
    await browser?.close();
    await servers.close();
  }
}
