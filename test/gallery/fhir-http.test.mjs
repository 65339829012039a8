import {it} from 'node:test';
import {press} from '../support/press.mjs';
import {appOf, button, describeStory, expectText, radio} from './stories.mjs';

describeStory('fhir-http', (story) => {
  it('shows what the EHR’s FHIR server answers to a batch', async () => {
    const {page} = await story();
    const app = await appOf(page, 'fhir-http');
    await press(app, button('Run on the FHIR server'));
    await expectText(app, '.outcome', 'All were answered.');
    await expectText(app, 'table', 'Creat SerPl-mCnc: 1 mg/dL, 5 Jul 2005');
    await expectText(page, '.story output', '1');
  });

  it('shows the failure of one request beside the answer to the other', async () => {
    const {page} = await story();
    const app = await appOf(page, 'fhir-http');
    await press(app, radio('Two patients, one of whom is not there'));
    await press(app, button('Run on the FHIR server'));
    await expectText(app, '.outcome', '1 of 2 requests failed.');
    await expectText(app, 'table', 'Amy V. Baxter');
    await expectText(app, 'table', '404 Not found');
  });

  it('shows why the EHR lets it write no order', async () => {
    const {page} = await story();
    const app = await appOf(page, 'fhir-http');
    await press(app, radio('A new order, past the clinician'));
    await press(app, button('Run on the FHIR server'));
    await expectText(app, 'main', 'Apps can only read here.');
    await expectText(page, '.story output', '0');
  });
});
