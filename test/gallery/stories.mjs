import assert from 'node:assert/strict';
import {after, afterEach, before, describe} from 'node:test';
import {chosenEngines, engines} from '../support/engines.mjs';
import {auditAll, openGallery} from './browser.mjs';

export {waitForText as expectText} from '../support/wait-for-text.mjs';

/**
 * Tests of one story, each in a page of its own: `story()` gives the gallery and that page. A page error, a console warning
 * or a finding of axe in what the test leaves on the page fails the test.
 */
export function describeStory(id, tests, options = {}) {
  const {engine = 'chromium'} = options;
  const {find, label, hint} = engines[engine];
  const isChosen = engine === 'chromium' || chosenEngines([engine]).includes(engine);
  const skip = (!isChosen && `${label} was not chosen.`) || (!find() && `${label} was not found (${hint}).`);
  describe(`the story ${id}, in ${engine}`, {timeout: 600_000, skip}, () => {
    let gallery;
    before(async () => {
      gallery = await openGallery(options);
    });
    after(() => gallery.close());
    afterEach(async () => {
      const [blank, ...pages] = await gallery.browser.pages();
      assert.equal(blank.url(), 'about:blank', 'A browser without a page would end.');
      const findings = [];
      for (const open of pages) {
        if (engine === 'chromium') findings.push(...(await auditAll(open)));
        await open.close();
      }
      assert.deepEqual(findings, [], 'findings of axe');
      assert.deepEqual(gallery.complaints.splice(0), [], 'page errors and console warnings');
    });
    tests(async (settings) => {
      const page = await gallery.openPage(`#/${id}`, settings);
      await page.waitForSelector(`.story[data-story="${id}"]`);
      return {gallery, page};
    });
  });
}

/** What the console has to say at the end of a test: nothing else, and at least once. */
export function expectComplaints({complaints}, pattern) {
  const all = complaints.splice(0);
  assert.deepEqual(
    all.filter((text) => !pattern.test(text)),
    [],
  );
  assert.notEqual(all.length, 0, `nothing like ${pattern} in the console`);
}

/** The document of a story's app, once it is connected with the EHR. */
export async function appOf(page, folder) {
  const frame = await page.waitForFrame((candidate) => candidate.url().includes(`/demo/story-apps/${folder}/`));
  await frame.waitForSelector('smart-messaging-context:state(connected)');
  return frame;
}

const named = (role) => (name) => `::-p-aria([name="${name}"][role="${role}"])`;
export const button = named('button');
export const checkbox = named('checkbox');
export const radio = named('radio');
