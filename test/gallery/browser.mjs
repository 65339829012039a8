import {readFileSync} from 'node:fs';
import {build} from 'esbuild';
import {startDemo} from '../../demo/server.mjs';
import {audit} from '../demo/browser.mjs';
import {launchDriven} from '../support/browser.mjs';
import {watchPage} from '../support/complaints.mjs';

export {waitForText} from '../support/wait-for-text.mjs';

/** Stories take scopes away, and the frame names each scope that an app lacks. */
const ofScopes = /^<smart-app-frame> .* was refused: scope lacks messaging\//;

/**
 * The gallery, fresh, in a browser; `complaints` are the console warnings and page errors of all its windows, but for
 * `scopeWarnings`.
 */
export async function openGallery({engine = 'chromium', blockPopUps = false} = {}) {
  const demo = await startDemo();
  const browser = await launchDriven(engine, blockPopUps ? ['--disable-popup-blocking'] : []);
  const complaints = [];
  const scopeWarnings = [];
  const watch = (page) => watchPage(page, (text) => (ofScopes.test(text) ? scopeWarnings : complaints).push(text));
  const openPage = async (hash = '', {width = 1440, height = 900, scheme = 'light', media = []} = {}) => {
    const page = watch(await browser.newPage());
    await page.setViewport({width, height});
    if (engine === 'chromium') {
      await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}, ...media]);
    }
    await page.goto(demo.ehrUrl + hash);
    await page.waitForSelector('gallery-page h1');
    return page;
  };
  const close = async () => {
    await browser.close();
    await demo.close();
  };
  return {demo, browser, complaints, scopeWarnings, watch, openPage, close};
}

/** Goes to a story, and waits until its canvas is there. */
export async function goTo(page, id) {
  await page.evaluate((hash) => (location.hash = hash), `#/${id}`);
  await page.waitForSelector(`.story[data-story="${id}"]`);
}

/** The document of the app in the frame that `selector` finds, once it is connected. */
export async function appIn(page, selector = '.story smart-app-frame') {
  await page.waitForFunction((found) => document.querySelector(found)?.state === 'connected', {}, selector);
  return documentIn(page, selector);
}

/** The document in the frame that `selector` finds, whether it has spoken or not. */
export async function documentIn(page, selector = '.story smart-app-frame') {
  const iframe = await page.waitForSelector(`${selector} >>> iframe`);
  await iframe.evaluate((element) => element.scrollIntoView({block: 'center'}));
  const frame = await iframe.contentFrame();
  await frame.waitForSelector('h1');
  return frame;
}

export const text = (page, selector) =>
  page.$eval(selector, (element) => element.textContent.replaceAll(/\s+/g, ' ').trim());

/** What axe finds wrong in the page and in every frame of it, once nothing moves. */
export async function auditAll(page) {
  await page.evaluate(() => {
    const passing = document.getAnimations().filter(({effect}) => Number.isFinite(effect.getComputedTiming().endTime));
    return Promise.allSettled(passing.map(({finished}) => finished));
  });
  const findings = [];
  for (const frame of page.frames().filter((candidate) => candidate.url().startsWith('http')))
    findings.push(...(await audit(frame)));
  return findings;
}

/** The list of stories, as the gallery has it: a test that goes through it covers stories to come. */
export async function readStories() {
  const {outputFiles} = await build({
    entryPoints: ['demo/stories/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    tsconfigRaw: readFileSync('tsconfig.json', 'utf8'),
    plugins: [
      {
        name: 'descriptions-only',
        setup(builder) {
          // The scripts run in a page; here only what the stories say of themselves is wanted.
          builder.onLoad({filter: /\.ehr\.ts$/}, () => ({contents: 'export const run = () => {};'}));
        },
      },
    ],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
