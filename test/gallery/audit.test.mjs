import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {press} from '../support/press.mjs';
import {auditAll, goTo, openGallery, readStories} from './browser.mjs';

const {stories} = await readStories();

/** Each width and each scheme; all pairs of them with `npm run test:long`. */
const looks = [
  ['light', 1440],
  ['dark', 390],
  ...(process.env.TEST_LONG
    ? [
        ['dark', 1440],
        ['light', 390],
      ]
    : []),
];

/** Their apps do not answer, or late: where axe takes long, the frame says so. */
const silent = ['never-answers', 'slow-app'];
const ofSilence = /^<smart-app-frame> No handshake in \d+ ms/;

/** Until every app of the story is there, or has had the time for it. */
const settle = (page) =>
  page
    .waitForFunction(
      () =>
        [...document.querySelectorAll('.story smart-app-frame')].every(
          ({state}) => !['loading', 'connecting'].includes(state),
        ),
      {timeout: 1200},
    )
    .catch(() => undefined);

describe('every story, audited by axe', {timeout: 600_000}, () => {
  for (const [scheme, width] of looks) {
    it(`has no finding, no page error and no console warning, ${scheme}, ${width} pixels wide`, async () => {
      const gallery = await openGallery();
      try {
        const page = await gallery.openPage('', {scheme, width});
        const findings = {};
        const note = async (name) => {
          const found = await auditAll(page);
          if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
            found.push('scrolls sideways');
          const complaints = gallery.complaints.splice(0);
          found.push(...(silent.includes(name) ? complaints.filter((text) => !ofSilence.test(text)) : complaints));
          if (found.length) findings[name] = found;
        };
        await note('first screen');
        for (const {id} of stories) {
          await goTo(page, id);
          await settle(page);
          await note(id);
        }
        for (const tab of ['events', 'markup', 'docs']) {
          await goTo(page, 'launch-and-done');
          await press(page, `#story-tab-${tab}`);
          await page.waitForSelector(`#story-tab-${tab}[aria-selected=true]`);
          await note(`${tab} tab`);
        }
        assert.deepEqual(findings, {});
      } finally {
        await gallery.close();
      }
    });
  }

  it('is what it says: an id of its own, a group, two to four steps', () => {
    assert.equal(new Set(stories.map(({id}) => id)).size, stories.length);
    for (const {id, title, summary, steps, apps} of stories) {
      assert.match(id, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(title && summary && apps.length > 0, id);
      assert.ok(steps.length >= 2 && steps.length <= 4, id);
    }
  });
});
