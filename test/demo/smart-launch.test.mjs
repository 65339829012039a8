import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {fill, press} from '../support/press.mjs';
import {waitForText} from '../support/wait-for-text.mjs';
import {allow, appFrame, audit, button, consentFrame, openDemo} from './browser.mjs';

const text = (page, selector) => page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' ').trim());
const frameState = (page) => page.$eval('#in-chart smart-app-frame', ({state}) => state);

describe('a SMART launch from the chart', {timeout: 600_000}, () => {
  let demo;
  let page;
  let clock;

  beforeEach(async () => {
    clock = 0;
    demo = await openDemo({now: () => Date.now() + clock});
    ({page} = demo);
    await demo.openChart();
    await press(page, '[data-part=launch]');
  });

  afterEach(async () => {
    await demo.close();
    assert.deepEqual(demo.complaints, [], 'page errors and console warnings');
  });

  const launch = async (options) => {
    await allow(page, options);
    return appFrame(page);
  };

  /** What fhirclient keeps of the launch. */
  const tokensOf = (app) =>
    app.evaluate(() => {
      const {sessionStorage} = window;
      return JSON.parse(sessionStorage[JSON.parse(sessionStorage.SMART_KEY)]).tokenResponse;
    });
  const statusAt = async (token) =>
    (await fetch(`${demo.ehrUrl}fhir/Patient/example`, {headers: {authorization: `Bearer ${token}`}})).status;
  const closed = () => page.waitForSelector('#in-chart [data-part=closed]:not([hidden])');
  const untilRefused = async (token) => {
    for (let time = 0; time < 50 && (await statusAt(token)) !== 401; time++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(await statusAt(token), 401);
  };

  const proposeDose = async (app) => {
    await fill(app, '#weight', '64');
    await fill(app, '#creatinine', '2.1');
    await press(app, button('Create draft order'));
    await app.waitForSelector(button('Review order in the chart'));
  };
  const draftCount = () =>
    page.$eval('#in-chart smart-app-frame', async ({scratchpad}) => (await scratchpad.list()).length);
  const chartOrders = () =>
    page.evaluate(async () => {
      const {entry} = await (await fetch('/fhir/MedicationRequest?_count=100')).json();
      return entry.map(({resource}) => resource.status).sort();
    });

  it('says which way the data came: results with the token, orders by message', async () => {
    const app = await launch();
    const sources = await text(app, '.sources');
    assert.match(sources, /Patient, results directly from the FHIR server \(REST with the access token\)/);
    assert.match(sources, /Orders, problems by message through the chart \(fhir\.http\)/);
    assert.match(await text(app, 'dose-app'), /1 mg\/dL, 5 Jul 2005.*too old/);
    await waitForText(page, '#message-list', /fhir\.http/);
  });

  it('refuses what was not ticked: the frame refuses messages, the FHIR server both REST and fhir.http', async () => {
    const app = await launch({
      without: ['messaging/scratchpad', 'patient/Observation.rs', 'patient/Condition.rs'],
    });
    assert.match(await text(app, '.sources'), /Creatinine: This app was not granted patient\/Observation\.s/);
    assert.match(await text(app, '.sources'), /Problems: This app was not granted patient\/Condition\.s/);
    await fill(app, '#weight', '64');
    await fill(app, '#creatinine', '2.1');
    await press(app, button('Create draft order'));
    await app.waitForSelector('::-p-text(The EHR refused)');
    await waitForText(page, '#message-list', /scratchpad\.create.*Refused: scope/);
    assert.equal(await draftCount(), 0);
    const expected = /status of 403 \(Forbidden\)|scope lacks messaging\//;
    assert.ok(
      demo.complaints.every((complaint) => expected.test(complaint)),
      demo.complaints.join(),
    );
    demo.complaints.length = 0;
  });

  it('reads all with the token when messages to the FHIR server were not allowed', async () => {
    const app = await launch({without: ['messaging/fhir']});
    assert.match(await text(app, '.sources'), /Orders, problems directly from the FHIR server/);
    assert.match(await text(app, 'dose-app'), /Nizatidine/);
  });

  it('takes the app away when it is denied, and says so', async () => {
    const consent = await consentFrame(page);
    const answered = page.waitForResponse((response) => response.url().endsWith('/auth/decision'));
    await press(consent, 'button[value=deny]');
    assert.match((await answered).headers().location, /error=access_denied/);
    await closed();
    assert.match(await text(page, '#in-chart [data-part=access]'), /You did not allow the app/);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'launch');
  });

  it('does not take a click that comes with the page', async () => {
    const consent = await consentFrame(page);
    const pointerEvents = () =>
      consent.$eval('button[value=allow]', (element) => {
        element.style.animation = 'none';
        void element.offsetWidth;
        element.style.animation = '';
        return window.getComputedStyle(element).pointerEvents;
      });
    assert.equal(await pointerEvents(), 'none');
  });

  it('ends the tokens with “End access”, and serves nothing with the handle', async () => {
    const app = await launch();
    const {access_token: token} = await tokensOf(app);
    assert.equal(await statusAt(token), 200);
    await press(page, '#in-chart [data-part=end-access]');
    await closed();
    assert.equal(await frameState(page), 'closed');
    await untilRefused(token);
    assert.match(await text(page, '#in-chart [data-part=access]'), /Access ended/);
    assert.deepEqual(await audit(page.mainFrame()), []);
  });

  it('ends the tokens with revokeHandle(), with Done, and when the chart is left', async () => {
    const ways = [
      async () => page.$eval('#in-chart smart-app-frame', (frame) => frame.revokeHandle()),
      async (app) => press(app, button('Done')),
      async () => page.goto('about:blank'),
    ];
    for (const [index, end] of ways.entries()) {
      if (index > 0) await press(page, '[data-part=launch]');
      const app = await launch();
      const {access_token: token} = await tokensOf(app);
      assert.equal(await statusAt(token), 200);
      await end(app);
      await untilRefused(token);
      if (index < ways.length - 1) await closed();
    }
  });

  it('ends the handle when the app gives its access back', async () => {
    const app = await launch();
    await press(app, button('Give access back'));
    await closed();
    assert.equal(await frameState(page), 'closed');
    assert.match(await text(page, '#in-chart [data-part=access]'), /access has ended/);
  });

  it('ends the handle when a refresh token is used twice', async () => {
    const app = await launch();
    const {refresh_token} = await tokensOf(app);
    const refresh = () =>
      fetch(`${demo.ehrUrl}auth/token`, {
        method: 'POST',
        body: new URLSearchParams({grant_type: 'refresh_token', refresh_token, client_id: 'dose-adjustment'}),
      });
    assert.deepEqual([(await refresh()).status, (await refresh()).status], [200, 400]);
    await closed();
    assert.equal(await frameState(page), 'closed');
  });

  it('goes on when the access token expires: the app renews it', async () => {
    const app = await launch();
    const before = await tokensOf(app);
    clock = 6 * 60_000;
    await app.evaluate((ahead) => {
      const {now} = Date;
      Date.now = () => now.call(Date) + ahead;
    }, clock);
    await press(app, button('Read again'));
    await app.waitForFunction(
      (old) => {
        const {sessionStorage} = window;
        return !sessionStorage[JSON.parse(sessionStorage.SMART_KEY)].includes(old);
      },
      {},
      before.access_token,
    );
    await app.waitForSelector('#creatinine');
    assert.equal((await tokensOf(app)).smart_web_messaging_handle, before.smart_web_messaging_handle);
    assert.equal(await text(app, '.problem'), '');
  });

  it('is good for one run: the app says so when it is loaded with the same launch', async () => {
    await launch();
    await page.$eval('#in-chart smart-app-frame', (frame) => frame.reload());
    const again = await page.waitForFrame((frame) => frame.url().includes('error='));
    await again.waitForSelector(
      '::-p-text(The EHR did not let the app in: invalid_request: This launch was used before)',
    );
    await press(page, '[data-part=reload]');
    await launch();
  });

  it('signs in one transaction, and when that fails nothing is lost and nothing is half written', async () => {
    const app = await launch();
    await proposeDose(app);
    const before = await chartOrders();
    assert.deepEqual(before, ['active']);
    const written = [];
    let disturb = true;
    await page.setRequestInterception(true);
    page.on('request', async (request) => {
      const isWrite = request.url().startsWith(`${demo.ehrUrl}fhir`) && !request.postData()?.includes('"type":"batch"');
      if (isWrite && request.method() === 'POST') {
        written.push(JSON.parse(request.postData()));
        // Somebody else changes the order, between the moment it was read and the transaction that stops it.
        if (disturb) await changeOrder();
        disturb = false;
      }
      await request.continue();
    });
    const changeOrder = () =>
      page.evaluate(async () => {
        const url = '/fhir/MedicationRequest/medicationrequest-coded-oral-axid';
        const order = await (await fetch(url)).json();
        const headers = {'content-type': 'application/fhir+json'};
        await fetch(url, {method: 'PUT', headers, body: JSON.stringify({...order, priority: 'routine'})});
      });

    await press(page, '#orders .drafts button');
    await press(page, '#order-review button.primary');
    await page.waitForSelector('#order-review ::-p-text(It is still a draft: Precondition Failed)');
    assert.deepEqual(await chartOrders(), ['active'], 'No second order, and the first is not stopped.');
    assert.equal(await draftCount(), 1);
    assert.ok(demo.complaints.every((complaint) => complaint.includes('412')));
    demo.complaints.length = 0;

    await press(page, '#order-review button.primary');
    await page.waitForSelector('#orders ::-p-text(One order signed.)');
    assert.deepEqual(await chartOrders(), ['active', 'stopped']);
    assert.equal(await draftCount(), 0);
    assert.deepEqual(
      written.map(({type, entry}) => [type, ...entry.map(({request}) => request.method)]),
      [
        ['transaction', 'POST', 'PUT'],
        ['transaction', 'POST', 'PUT'],
      ],
    );
  });

  it('does not sign a draft that the app has changed since it was shown, or that is for somebody else', async () => {
    const app = await launch();
    await proposeDose(app);
    await press(page, '#orders .drafts button');
    const change = (values) =>
      page.$eval(
        '#in-chart smart-app-frame',
        async ({scratchpad}, changed) => scratchpad.update({...(await scratchpad.list())[0], ...changed}),
        values,
      );
    await change({subject: {reference: 'Patient/other'}});
    await press(page, '#order-review button.primary');
    await page.waitForSelector('#order-review ::-p-text(The app has changed the draft meanwhile.)');
    await press(page, '#order-review ::-p-text(Decide later)');
    await press(page, '#orders .drafts button');
    await press(page, '#order-review button.primary');
    await page.waitForSelector('#order-review ::-p-text(The draft is for another patient.)');
    assert.deepEqual(await chartOrders(), ['active']);
    assert.equal(await draftCount(), 1);
  });
});

describe('a launch by the page’s query', {timeout: 600_000}, () => {
  it('goes on working, without token and network', async () => {
    const demo = await openDemo();
    try {
      const {page, appUrl} = demo;
      await demo.openChart();
      await page.evaluate((src) => {
        const frame = document.createElement('smart-app-frame');
        frame.setAttribute('label', 'Dose adjustment');
        frame.setAttribute('src', `${src}?patient=example`);
        frame.setAttribute('launch-mode', 'query');
        frame.setAttribute('fhir-base-url', '/fhir');
        frame.setAttribute('scope', 'messaging/ui messaging/scratchpad messaging/fhir');
        document.querySelector('#chart').append(frame);
      }, appUrl);
      const app = await page.waitForFrame((candidate) => candidate.url().includes('messaging_handle'));
      await app.waitForSelector('#creatinine');
      assert.match(await text(app, '.sources'), /Patient, results by message through the chart/);
      const reached = await app.evaluate(
        (url) =>
          fetch(url)
            .then(() => true)
            .catch(() => false),
        `${demo.ehrUrl}fhir/Patient`,
      );
      assert.equal(reached, false);
    } finally {
      await demo.close();
    }
  });
});
