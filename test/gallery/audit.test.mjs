import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {press} from '../support/press.mjs';
import {auditAll, goTo, openGallery, readStories} from './browser.mjs';

const {stories} = await readStories();
const settled = 1200;

describe('every story, audited by axe', {timeout: 600_000}, () => {
  for (const [scheme, width] of [
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
  ]) {
    it(`has no finding, no page error and no console warning, ${scheme}, ${width} pixels wide`, async () => {
      const gallery = await openGallery();
      try {
        const page = await gallery.openPage('', {scheme, width});
        const findings = {};
        const note = async (name) => {
          const found = await auditAll(page);
          if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
            found.push('scrolls sideways');
          found.push(...gallery.complaints.splice(0));
          if (found.length) findings[name] = found;
        };
        await note('first screen');
        for (const {id} of stories) {
          await goTo(page, id);
          await new Promise((resolve) => setTimeout(resolve, settled));
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
