import assert from 'node:assert/strict';
import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, checkbox, describeStory, expectText} from './stories.mjs';

const requests = [
  {name: 'Show the problem in the chart', type: 'ui.launchActivity', scope: 'Go to other parts of the chart'},
  {name: 'Draft a creatinine order', type: 'scratchpad.create', scope: 'Read and write the drafts'},
  {name: 'Read the patient', type: 'fhir.http', scope: 'Read and write the record'},
];

describeStory('refused-scopes', (story) => {
  it('serves what is granted from the start', async () => {
    const {page} = await story();
    const app = await appOf(page, 'refused-scopes');
    await press(app, button('Read the drafts'));
    await expectText(app, '.outcome', 'scratchpad.read: done.');
  });

  for (const {name, type, scope} of requests) {
    it(`refuses ${type} until its scope is ticked, tells both sides why, and refuses it again after`, async () => {
      const {gallery, page} = await story();
      const app = await appOf(page, 'refused-scopes');
      gallery.scopeWarnings.length = 0;
      await press(app, button(name));
      await expectText(app, '.outcome', `${type}: refused. `);
      await expectText(page, '#seen', `${type} refused: scope.`);

      await press(page, checkbox(scope));
      await press(app, button(name));
      await expectText(app, '.outcome', `${type}: done.`);

      await press(page, checkbox(scope));
      await press(app, button(name));
      await expectText(app, '.outcome', `${type}: refused. `);
      assert.equal(gallery.scopeWarnings.filter((text) => text.includes(type)).length, 1, 'one warning of each type');
    });
  }
});
