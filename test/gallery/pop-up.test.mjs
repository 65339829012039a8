import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {button, describeStory, expectComplaints, expectText, radio} from './stories.mjs';

async function openViewer({gallery, page}) {
  const opened = gallery.browser.waitForTarget((target) => target.url().includes('/demo/story-apps/pop-up/'));
  await press(page, button('Open the viewer'));
  const viewer = gallery.watch(await (await opened).page());
  await viewer.waitForSelector('smart-messaging-context:state(connected)');
  await page.bringToFront();
  await expectText(page, '.story > .outcome', 'The viewer is open.');
  return viewer;
}

const closed = (viewer) => new Promise((resolve) => viewer.once('close', resolve));

describeStory(
  'pop-up',
  (story) => {
    it('brings what is drafted in the window into the chart, and is closed by the app', async () => {
      const {gallery, page} = await story();
      const viewer = await openViewer({gallery, page});
      await viewer.bringToFront();
      await press(viewer, radio('Atrial fibrillation'));
      await press(viewer, button('Draft the reading'));
      await expectText(page, '#readings', 'Atrial fibrillation');
      const gone = closed(viewer);
      await press(viewer, button('Done'));
      await gone;
      await expectText(page, '.story > .outcome', 'The viewer is closed.');
    });

    it('is closed by the chart, and can be opened again', async () => {
      const {gallery, page} = await story();
      const gone = closed(await openViewer({gallery, page}));
      await press(page, button('Close the viewer'));
      await gone;
      await expectText(page, '.story > .outcome', 'The viewer is closed.');
      await openViewer({gallery, page});
    });

    it('notices that the window was closed by hand', async () => {
      const {gallery, page} = await story();
      await (await openViewer({gallery, page})).close();
      await expectText(page, '.story > .outcome', 'The viewer is closed.');
    });

    it('tells that the browser blocked the window, and tries again at a click', async () => {
      const {gallery, page} = await story();
      await press(page, button('Open it in six seconds, without a click'));
      // Whatever is evaluated in the page by a test counts as a click, too.
      await new Promise((resolve) => setTimeout(resolve, 7000));
      await expectText(page, '.story > .outcome', 'The viewer could not be opened.');
      const notice = await page.waitForSelector('::-p-aria([role="alert"])');
      assert.match(
        await notice.evaluate(({textContent}) => textContent),
        /The browser blocked the window of ECG viewer/,
      );
      const opened = gallery.browser.waitForTarget((target) => target.url().includes('/demo/story-apps/pop-up/'));
      await new Promise((resolve) => setTimeout(resolve, 600)); // the notice's button does nothing before it can be read
      await press(page, button('Try again'));
      gallery.watch(await (await opened).page());
      await page.bringToFront();
      await expectText(page, '.story > .outcome', 'The viewer is open.');
      expectComplaints(gallery, /The browser opened no window/);
    });
  },
  {blockPopUps: true},
);
