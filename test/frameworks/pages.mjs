import {serve} from '../../demo/server/frameworks/serve.mjs';
import {launchDriven} from '../support/browser.mjs';
import {watchPage} from '../support/complaints.mjs';

export const launchBrowser = () => launchDriven();

/** Runs in every document of a page, before its own scripts: frames of other origins report their failures here. */
function reportFailures() {
  addEventListener('error', ({message}) => console.error(message));
  addEventListener('unhandledrejection', ({reason}) => console.error(`${reason}`));
  addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
    console.error(`The policy's ${violatedDirective} forbids ${blockedURI}.`),
  );
}

/** What Lit says in every development build. */
const litInDevelopment = 'Lit is in dev mode.';

/**
 * One site's EHR page in a tab, ready to launch the other site's app, each on a site of its own.
 * A site is `{name, folders}`. `complaints` are their console warnings and failures, `messages` all else that their consoles were told.
 */
export async function openEhr(browser, ehr, app) {
  const appServer = await serve('127.0.0.1', app.folders, {ancestors: 'http://localhost:*'});
  const ehrServer = await serve('localhost', ehr.folders, {frames: appServer.origin});
  const page = await browser.newPage();
  const complaints = [];
  const messages = [];
  watchPage(page, (text) => {
    if (!text.startsWith(litInDevelopment)) complaints.push(text);
  });
  page.on('console', (message) => {
    if (!['warn', 'error'].includes(message.type())) messages.push(message.text());
  });
  await page.evaluateOnNewDocument(reportFailures);
  await page.goto(`${ehrServer.origin}/ehr.html?app=${encodeURIComponent(`${appServer.origin}/app.html`)}`);
  return {
    page,
    complaints,
    messages,
    appFrame: () => page.waitForFrame((frame) => frame.url().startsWith(appServer.origin)),
    close: async () => {
      await page.close();
      await ehrServer.close();
      await appServer.close();
    },
  };
}
