import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {Reader, waitForText} from './reader.mjs';

const propose = 'Propose 500 mg twice daily';

/** fhirclient, as far as the guide needs it. */
const given = `declare module 'fhirclient' {
  const FHIR: {oauth2: {
    ready(): Promise<{state: {tokenResponse?: object}}>;
    authorize(options: {clientId: string; scope: string; redirectUri: string; completeInTarget: boolean}): Promise<void>;
  }};
  export default FHIR;
}`;

describe(
  '“Make your app speak SMART Web Messaging in ten minutes”, followed in an empty folder',
  {timeout: 300_000},
  () => {
    let reader;
    let page;

    before(async () => {
      reader = await Reader.of('make-your-app-speak');
    });

    after(async () => {
      await reader?.close();
    });

    it('closes the app by a button without a script', async () => {
      await reader.follow('3. An EHR to practise with');
      page = await reader.open('http://localhost:8000');
      await reader.press(await reader.app(page), 'Done');
      await reader.sees(page, 'ui.done {}', '#asked');
      await page.waitForFunction(() => document.querySelector('smart-app-frame').state === 'closed');
      await reader.press(page, 'Start the app again');
      await reader.seesButton(await reader.app(page), 'Done');
      assert.deepEqual(reader.complaints, []);
    });

    it('proposes an order and takes the doctor to it', async () => {
      await reader.follow('4. Propose an order');
      await page.reload();
      const app = await reader.app(page);
      await reader.press(app, propose);
      await reader.sees(app, 'The order is in the order review.');
      await reader.sees(page, 'scratchpad.create', '#asked li:nth-child(1)');
      await reader.sees(page, 'ui.launchActivity', '#asked li:nth-child(2)');
      await waitForText(page, '#asked li:nth-child(2)', '{"draftOrderLocations":["MedicationRequest/');
      await reader.picture(page, 'pictures/make-your-app-speak.png');
      assert.deepEqual(reader.complaints, []);
    });

    it('says what the EHR says when it refuses', async () => {
      await reader.follow('5. When the EHR says no');
      await page.reload();
      const app = await reader.app(page);
      await reader.press(app, propose);
      await reader.sees(app, 'The EHR says: The granted scopes do not allow scratchpad.create.');
      assert.equal(await page.$$eval('#asked li', ({length}) => length), 0);
      const warnings = reader.complaints.splice(0);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0], /scope lacks messaging\/scratchpad/);
    });

    it('knows whether there is an EHR', async () => {
      await reader.follow('6. Outside of an EHR');
      const alone = await reader.open('http://127.0.0.1:8001');
      await reader.sees(alone, 'Open this app from your EHR to propose orders.');
      await page.bringToFront();
      await page.reload();
      const app = await reader.app(page);
      await reader.sees(app, 'Connected with the EHR.');
      await reader.press(app, propose);
      await reader.sees(app, 'The order is in the order review.');
      assert.deepEqual(reader.complaints, []);
    });

    it('has samples for reading that compile', async () => {
      await reader.follow('8. Tests without an EHR');
      assert.equal(reader.check(given), 3);
      assert.deepEqual(reader.unread, []);
    });
  },
);
