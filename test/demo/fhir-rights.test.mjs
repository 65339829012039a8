import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {startFlow} from './smart-flow.mjs';

let flow;
let tokens;
before(async () => {
  flow = await startFlow();
  // Somebody else's, which must not come to light.
  const own = {...flow.own, 'content-type': 'application/fhir+json'};
  const put = (path, resource) =>
    fetch(`${flow.ehr}/fhir/${path}`, {method: 'PUT', headers: own, body: JSON.stringify(resource)});
  await put('Patient/other', {resourceType: 'Patient', id: 'other', name: [{family: 'Other'}]});
  await put('Observation/others', {
    resourceType: 'Observation',
    id: 'others',
    status: 'final',
    code: {text: 'Creatinine'},
    subject: {reference: 'Patient/other'},
  });
  tokens = await flow.toTokens();
});
after(() => flow.close());

const get = (path, token = tokens.access_token) => flow.fhir(path, token);
const found = async (response) => ((await response.json()).entry ?? []).map(({resource}) => resource);
const batch = (type, ...urls) => ({
  method: 'POST',
  headers: {'content-type': 'application/fhir+json'},
  body: JSON.stringify({resourceType: 'Bundle', type, entry: urls.map((url) => ({request: {method: 'GET', url}}))}),
});

describe('an app with a token', () => {
  it('reads and searches what its scopes name', async () => {
    assert.equal((await (await get('/Patient/example')).json()).id, 'example');
    const labs = await found(await get('/Observation?category=laboratory&_count=100'));
    assert.ok(labs.length > 5);
    assert.ok(labs.every(({subject}) => subject.reference === 'Patient/example'));
  });

  it('is answered with an OperationOutcome where it may not', async () => {
    for (const path of ['/MedicationRequest', '/Practitioner', '/Condition/condition-duodenal-ulcer']) {
      const response = await get(path);
      assert.equal(response.status, 403, path);
      const {resourceType, issue} = await response.json();
      assert.deepEqual([resourceType, issue[0].code], ['OperationOutcome', 'forbidden']);
      assert.match(issue[0].details.text, /not granted patient\//);
    }
  });

  it('cannot tell which resources of other patients there are', async () => {
    const answers = await Promise.all(
      ['/Patient/other', '/Patient/nobody', '/Observation/others', '/Observation/nothing'].map(async (path) => {
        const response = await get(path);
        return `${response.status} ${await response.text()}`;
      }),
    );
    assert.equal(new Set(answers).size, 1, answers.join('\n'));
  });

  it('asks for so much at once and no more', async () => {
    const many = (count) => batch('batch', ...Array(count).fill('Patient/example'));
    const send = (init) =>
      fetch(`${flow.ehr}/fhir`, {
        ...init,
        headers: {...init.headers, origin: flow.app, authorization: `Bearer ${tokens.access_token}`},
      });
    assert.equal((await send(many(50))).status, 200);
    const refused = await send(many(51));
    assert.equal(refused.status, 413);
    assert.equal((await refused.json()).issue[0].code, 'too-costly');
    for (const entry of [{}, [null], [{request: {method: 'GET', url: {}}}]]) {
      const body = JSON.stringify({resourceType: 'Bundle', type: 'batch', entry});
      assert.equal((await send({...many(1), body})).status, 400, body);
    }
    assert.equal((await send({...many(1), body: ' '.repeat(2 ** 21)})).status, 413);
  });

  it('sees nothing of other patients, whatever it asks', async () => {
    assert.equal((await get('/Patient/other')).status, 404);
    assert.equal((await get('/Observation/others')).status, 404);
    assert.deepEqual(await found(await get('/Observation?patient=Patient/other')), []);
    assert.deepEqual(await found(await get('/Observation?_id=others')), []);
    assert.deepEqual(await found(await get('/Patient?family=Other')), []);
    assert.deepEqual(
      (await found(await get('/Patient'))).map(({id}) => id),
      ['example'],
    );
    assert.equal((await (await get('/Patient?_count=0')).json()).total, 1);
    for (const query of ['_include=Observation:performer', '_has:Observation:patient:code=x', 'patient.name=Other']) {
      assert.equal((await get(`/Observation?${query}`)).status, 403, query);
    }
  });

  it('cannot get there by paths that are no read and no search', async () => {
    for (const path of ['', '?_type=Patient', '/Patient/example/_history', '/Patient/../Condition', '//Condition']) {
      assert.equal((await get(path)).status, 403, path);
    }
    for (const [method, path] of [
      ['POST', '/Patient/_search'],
      ['POST', '/$graphql'],
    ]) {
      const response = await flow.fhir(path, tokens.access_token, {method, body: '{}'});
      assert.equal(response.status, 403, path);
    }
  });

  it('writes nothing', async () => {
    const patient = {resourceType: 'Patient', id: 'example'};
    for (const [method, path] of [
      ['PUT', '/Patient/example'],
      ['PATCH', '/Patient/example'],
      ['DELETE', '/Patient/example'],
      ['POST', '/Patient'],
    ]) {
      const body = method === 'DELETE' ? undefined : JSON.stringify(patient);
      assert.equal((await flow.fhir(path, tokens.access_token, {method, body})).status, 403, method);
    }
    assert.ok((await (await get('/Patient/example')).json()).name);
  });

  it('has each entry of a batch judged by itself, and of a transaction all', async () => {
    const urls = ['Patient/example', 'Condition', 'Patient/other'];
    const {entry} = await (await flow.fhir('', tokens.access_token, batch('batch', ...urls))).json();
    assert.deepEqual(
      entry.map(({response}) => response.status),
      ['200', '403', '404'],
    );
    assert.equal((await flow.fhir('', tokens.access_token, batch('transaction', ...urls))).status, 403);
    assert.equal((await flow.fhir('', tokens.access_token, batch('transaction', urls[0]))).status, 200);
  });

  it('is let in from its own origin only, and asked for no cookie', async () => {
    const preflight = (origin) =>
      fetch(`${flow.ehr}/fhir/Patient/example`, {
        method: 'OPTIONS',
        headers: {origin, 'access-control-request-method': 'GET'},
      });
    const {headers} = await preflight(flow.app);
    assert.equal(headers.get('access-control-allow-origin'), flow.app);
    assert.match(headers.get('access-control-allow-headers'), /authorization/i);
    assert.equal(headers.get('access-control-allow-credentials'), null);
    assert.equal((await preflight('http://stranger.example')).headers.get('access-control-allow-origin'), null);
  });
});

describe('whoever has no token', () => {
  it('is not let in, and is told how', async () => {
    const response = await fetch(`${flow.ehr}/fhir/Patient/example`);
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('www-authenticate'), 'Bearer');
    assert.equal((await response.json()).issue[0].code, 'login');
    const invalid = await get('/Patient/example', 'made up');
    assert.deepEqual([invalid.status, invalid.headers.get('www-authenticate')], [401, 'Bearer error="invalid_token"']);
    const basic = await fetch(`${flow.ehr}/fhir/Patient/example`, {
      headers: {...flow.own, authorization: 'Basic eDp5'},
    });
    assert.equal(basic.status, 401);
  });

  it('is let in as a page of the EHR that is signed in, and from nowhere else with its cookie', async () => {
    const statusWith = async (headers, method = 'GET') =>
      (await fetch(`${flow.ehr}/fhir/Patient/example`, {method, headers: {cookie: flow.own.cookie, ...headers}}))
        .status;
    assert.equal(await statusWith({}), 200);
    assert.equal(await statusWith({'sec-fetch-site': 'same-origin'}), 200);
    assert.equal(await statusWith({'sec-fetch-site': 'same-site'}), 401);
    assert.equal(await statusWith({origin: flow.app}), 401);
    assert.equal(await statusWith({origin: 'null'}), 401);
    assert.equal(await statusWith({}, 'DELETE'), 401);
  });
});

describe('what the EHR’s page passes on for an app', () => {
  const pass = async (launch, ...urls) => {
    const {headers, ...rest} = batch('batch', ...urls);
    return fetch(`${flow.ehr}/fhir`, {...rest, headers: {...headers, ...flow.own, 'ehr-launch': launch}});
  };

  it('goes with what the app was granted, not with what the clinician may do', async () => {
    const {entry} = await (await pass(tokens.launch, 'Patient/example', 'Condition', 'Patient/other')).json();
    assert.deepEqual(
      entry.map(({response}) => response.status),
      ['200', '403', '404'],
    );
  });

  it('goes nowhere without messaging/fhir, without a grant, and after the end', async () => {
    const without = await flow.toTokens({scopes: ['launch', 'patient/Patient.rs']});
    assert.equal((await pass(without.launch, 'Patient/example')).status, 403);
    const {launch} = await (await flow.launch()).json();
    assert.equal((await pass(launch, 'Patient/example')).status, 403);
    assert.equal((await pass('made up', 'Patient/example')).status, 403);
    const ended = await flow.toTokens();
    await flow.post('/auth/revoke', {token: ended.access_token});
    assert.equal((await pass(ended.launch, 'Patient/example')).status, 403);
  });
});
