import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {parametersOf, startFlow} from './smart-flow.mjs';

let flow;
before(async () => (flow = await startFlow()));
after(() => flow.close());

const newLaunch = async () => (await (await flow.launch()).json()).launch;
const consentPage = async () => flow.consent(await flow.authorize({launch: await newLaunch()}));

describe('discovery', () => {
  it('names the endpoints below the FHIR base, for pages of registered apps only', async () => {
    const ask = (origin) => fetch(`${flow.ehr}/fhir/.well-known/smart-configuration`, {headers: {origin}});
    const response = await ask(flow.app);
    const configuration = await response.json();
    assert.deepEqual(configuration.code_challenge_methods_supported, ['S256']);
    for (const name of ['authorization', 'token', 'revocation']) {
      assert.ok(configuration[`${name}_endpoint`].startsWith(`${flow.ehr}/auth/`), name);
    }
    assert.match(response.headers.get('content-type'), /application\/json/);
    assert.equal(response.headers.get('access-control-allow-origin'), flow.app);
    assert.equal((await ask('http://stranger.example')).headers.get('access-control-allow-origin'), null);
  });
});

describe('a launch', () => {
  it('is made for a page of the EHR that is signed in, for a registered app', async () => {
    const response = await flow.launch();
    assert.equal(response.status, 201);
    const {launch, messagingHandle, iss, appOrigins} = await response.json();
    assert.ok(launch.length >= 43 && messagingHandle.length >= 43 && launch !== messagingHandle);
    assert.deepEqual([iss, appOrigins], [`${flow.ehr}/fhir`, [flow.app]]);
  });

  it('is made for nobody else', async () => {
    const body = {client: 'dose-adjustment', patient: 'example'};
    const statuses = [];
    for (const headers of [
      {origin: flow.ehr},
      {cookie: flow.own.cookie},
      {cookie: flow.own.cookie, origin: flow.app},
      {cookie: flow.own.cookie, origin: 'http://localhost:1'},
    ]) {
      statuses.push((await flow.launch(body, headers)).status);
    }
    statuses.push((await flow.launch({client: 'a stranger', patient: 'example'})).status);
    statuses.push((await flow.launch(null)).status);
    assert.deepEqual(statuses, [403, 403, 403, 403, 400, 400]);
  });

  it('is known to the session that made it only', async () => {
    const id = await newLaunch();
    const other = {cookie: await flow.newSession(), origin: flow.ehr};
    assert.equal((await fetch(`${flow.ehr}/auth/launches/${id}?known=x`, {headers: other})).status, 404);
    assert.equal((await fetch(`${flow.ehr}/auth/launches/${id}/end`, {method: 'POST', headers: other})).status, 404);
    assert.equal((await flow.watch(id, 'something else')).state, 'waiting');
  });
});

describe('an authorization request', () => {
  it('goes nowhere when the client or the redirect URI is not registered', async () => {
    const launch = await newLaunch();
    for (const changes of [
      {client_id: 'a stranger'},
      {redirect_uri: undefined},
      {redirect_uri: `${flow.redirectUri}?more`},
      {redirect_uri: 'http://stranger.example/'},
    ]) {
      const response = await flow.authorize({launch, ...changes});
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('location'), null);
      assert.match(await response.text(), /cannot be allowed/);
    }
  });

  it('is refused at the app when it is not one that can be granted, with its state', async () => {
    const launch = await newLaunch();
    for (const [changes, expected] of [
      [{response_type: 'token'}, 'unsupported_response_type'],
      [{state: undefined}, 'invalid_request'],
      [{state: 'x'.repeat(1025)}, 'invalid_request'],
      [{aud: 'https://elsewhere.example/fhir'}, 'invalid_request'],
      [{code_challenge: undefined}, 'invalid_request'],
      [{code_challenge: 'short'}, 'invalid_request'],
      [{code_challenge_method: 'plain'}, 'invalid_request'],
      [{launch: undefined}, 'invalid_request'],
      [{launch: 'made up'}, 'invalid_request'],
      [{scope: 'user/*.cruds'}, 'invalid_scope'],
    ]) {
      const parameters = parametersOf(await flow.authorize({launch, ...changes}));
      assert.equal(parameters.get('error'), expected, JSON.stringify(changes));
      assert.equal(parameters.get('state'), 'state' in changes ? (changes.state ?? null) : 'a state');
      assert.equal(parameters.get('code'), null);
    }
  });

  it('is one for each launch: the latest', async () => {
    const launch = await newLaunch();
    const [first, second] = [await flow.authorize({launch}), await flow.authorize({launch})];
    assert.equal((await flow.consent(first)).status, 400);
    assert.equal((await flow.consent(second)).status, 200);
  });

  it('is refused when the launch was used before', async () => {
    const {launch} = await flow.toTokens();
    const parameters = parametersOf(await flow.authorize({launch}));
    assert.equal(parameters.get('error'), 'invalid_request');
    assert.match(parameters.get('error_description'), /used before/);
  });

  it('is refused when the launch has expired', async () => {
    const launch = await newLaunch();
    const authorized = await flow.authorize({launch});
    flow.clock.now += 11 * 60_000;
    assert.equal(parametersOf(await flow.authorize({launch})).get('error'), 'invalid_request');
    assert.equal((await flow.consent(authorized)).status, 400);
  });
});

describe('the consent page', () => {
  it('shows patient, app and scopes to the session of the launch, without scripts, in no frame of others', async () => {
    const page = await consentPage();
    const text = await page.text();
    assert.match(text, /Amy V\. Baxter.*record number 1032702/s);
    assert.match(text, /Dose adjustment.*127\.0\.0\.1/s);
    assert.match(text, /value="patient\/Observation\.rs"\s+checked/);
    assert.ok(!text.includes('<script'));
    const policy = page.headers.get('content-security-policy');
    for (const directive of ["default-src 'none'", "frame-ancestors 'self'", `form-action 'self' ${flow.app}`]) {
      assert.ok(policy.includes(directive), directive);
    }
    assert.equal(page.headers.get('cache-control'), 'no-store');
  });

  it('shows nothing of the patient to whoever has the launch id but not the session', async () => {
    const authorized = await flow.authorize({launch: await newLaunch()});
    assert.ok(!(await authorized.clone().text()).includes('Baxter'));
    assert.equal(authorized.headers.get('set-cookie'), null);
    for (const headers of [
      {},
      {cookie: await flow.newSession()},
      {...flow.own, 'sec-fetch-site': 'same-site', origin: ''},
    ]) {
      const page = await flow.consent(authorized.clone(), headers);
      assert.equal(page.status, 400);
      assert.ok(!(await page.text()).includes('Baxter'));
    }
  });

  it('shows no scope that the app is not registered for', async () => {
    const authorized = await flow.authorize({launch: await newLaunch(), scope: 'launch patient/*.cruds messaging/ui'});
    const offered = [...(await (await flow.consent(authorized)).text()).matchAll(/name="scope" value="([^"]*)"/g)];
    assert.deepEqual(offered.map(([, scope]) => scope).sort(), ['launch', 'messaging/ui']);
  });
});

describe('the decision', () => {
  it('counts only from the page that was shown, in the session that launched', async () => {
    for (const options of [
      {headers: {origin: flow.ehr}},
      {headers: {cookie: flow.own.cookie}},
      {headers: {cookie: flow.own.cookie, origin: flow.app}},
      {headers: {cookie: flow.own.cookie, origin: 'null'}},
      {headers: {cookie: await flow.newSession(), origin: flow.ehr}},
      {proof: 'made up'},
    ]) {
      const response = await flow.decide(await consentPage(), options);
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('location'), null);
    }
  });

  it('to deny brings the app access_denied, and no code', async () => {
    const created = await (await flow.launch()).json();
    const page = await flow.consent(await flow.authorize({launch: created.launch}));
    const parameters = parametersOf(await flow.decide(page, {decision: 'deny'}));
    assert.deepEqual([parameters.get('error'), parameters.get('state')], ['access_denied', 'a state']);
    assert.equal(parameters.get('code'), null);
    assert.equal((await flow.watch(created.launch, 'waiting')).state, 'denied');
  });

  it('to allow with nothing ticked is to deny', async () => {
    const parameters = parametersOf(await flow.decide(await consentPage(), {scopes: []}));
    assert.equal(parameters.get('error'), 'access_denied');
  });

  it('grants what is ticked of what was asked for, and nothing that was put in', async () => {
    const {scope} = await flow.toTokens({
      scopes: ['launch', 'messaging/ui', 'patient/Condition.rs', 'patient/*.cruds'],
    });
    assert.equal(scope, 'launch messaging/ui');
  });

  it('is made once for a launch, even when it is asked for twice', async () => {
    const launch = await newLaunch();
    const pages = [];
    for (let time = 0; time < 2; time++) pages.push(await flow.consent(await flow.authorize({launch})));
    const again = pages[1].clone();
    assert.equal((await flow.decide(pages[0])).status, 400);
    assert.equal((await flow.decide(pages[1])).status, 303);
    assert.equal((await flow.decide(again)).status, 400);
  });
});
