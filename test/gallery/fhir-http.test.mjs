import {it} from 'node:test';
import {appOf, button, describeStory, expectText, radio} from './stories.mjs';

describeStory('fhir-http', (story) => {
  it('shows what the EHR’s FHIR server answers to a batch', async () => {
    const {page} = await story();
    const app = await appOf(page, 'fhir-http');
    await app.locator(button('Run on the FHIR server')).click();
    await expectText(app, '.outcome', 'All were answered.');
    await expectText(app, 'table', 'Creat SerPl-mCnc: 1 mg/dL, 5 Jul 2005');
    await expectText(page, '.story output', '1');
  });

  it('shows the failure of one request beside the answer to the other', async () => {
    const {page} = await story();
    const app = await appOf(page, 'fhir-http');
    await app.locator(radio('Two patients, one of whom is not there')).click();
    await app.locator(button('Run on the FHIR server')).click();
    await expectText(app, '.outcome', '1 of 2 requests failed.');
    await expectText(app, 'table', 'Amy V. Baxter');
    await expectText(app, 'table', '404 Not found');
  });

  it('shows why the server takes no order without a patient', async () => {
    const {page} = await story();
    const app = await appOf(page, 'fhir-http');
    await app.locator(radio('A new order that does not say for whom')).click();
    await app.locator(button('Run on the FHIR server')).click();
    await expectText(app, 'main', 'Missing required property');
  });
});
