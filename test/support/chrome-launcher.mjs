import {chromeLauncher, puppeteerCore} from '@web/test-runner-chrome';
import {bringToFront} from './front.mjs';

/** Chromium, or Firefox. All files share a page: one that leaves windows open would keep the later ones from being drawn. */
export function sharedPageLauncher(launchOptions) {
  const launcher = chromeLauncher({puppeteer: puppeteerCore, launchOptions});
  const stopSession = launcher.stopSession.bind(launcher);
  launcher.stopSession = async (id) => {
    await bringToFront(launcher.getPage(id));
    return stopSession(id);
  };
  return launcher;
}
