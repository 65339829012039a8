import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {startFlow} from './smart-flow.mjs';

let flow;
before(async () => (flow = await startFlow()));
after(() => flow.close());

const errorOf = async (response) => [response.status, (await response.json()).error];
const statusAt = async (token) => (await flow.fhir('/Patient/example', token)).status;
const invalidGrant = [400, 'invalid_grant'];

/** That nothing is left of a launch: neither its tokens nor, as the EHR's page hears, its handle. */
async function assertEnded({launch, access_token, refresh_token}) {
  assert.equal((await flow.watch(launch, 'granted')).state, 'ended');
  if (!access_token) return;
  assert.equal(await statusAt(access_token), 401);
  assert.deepEqual(await errorOf(await flow.refresh(refresh_token)), invalidGrant);
}

describe('the token endpoint', () => {
  it('gives tokens, patient, scope, and what the app needs for messages, to be kept by nobody', async () => {
    const {code, messagingHandle} = await flow.toCode();
    const response = await flow.redeem(code);
    const {access_token, refresh_token, ...rest} = await response.json();
    assert.ok(access_token.length >= 43 && refresh_token.length >= 43);
    assert.deepEqual(rest, {
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'launch online_access patient/Patient.rs patient/Observation.rs messaging/ui messaging/fhir',
      patient: 'example',
      smart_web_messaging_handle: messagingHandle,
      smart_web_messaging_origin: flow.ehr,
    });
    assert.match(response.headers.get('content-type'), /application\/json/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('access-control-allow-origin'), flow.app);
    assert.equal(response.headers.get('access-control-allow-credentials'), null);
  });

  it('keeps patient and refresh token back where launch and online_access were not granted', async () => {
    const tokens = await flow.toTokens({scopes: ['messaging/ui']});
    assert.deepEqual([tokens.patient, tokens.refresh_token], [undefined, undefined]);
    assert.equal(tokens.scope, 'messaging/ui');
  });

  it('ends the launch when the verifier is not the one of the challenge', async () => {
    for (const code_verifier of ['x'.repeat(43), 'short', '']) {
      const created = await flow.toCode();
      assert.deepEqual(await errorOf(await flow.redeem(created.code, {code_verifier})), invalidGrant);
      assert.deepEqual(await errorOf(await flow.redeem(created.code)), invalidGrant);
      await assertEnded(created);
    }
  });

  it('ends the launch when the redirect URI is another one', async () => {
    const created = await flow.toCode();
    const redirect_uri = `${flow.redirectUri}?more`;
    assert.deepEqual(await errorOf(await flow.redeem(created.code, {redirect_uri})), invalidGrant);
    await assertEnded(created);
  });

  it('ends the launch, with the tokens that were issued, when a code is used again', async () => {
    const tokens = await flow.toTokens();
    assert.equal(await statusAt(tokens.access_token), 200);
    assert.deepEqual(await errorOf(await flow.redeem(tokens.code)), invalidGrant);
    await assertEnded(tokens);
  });

  it('takes a code for a minute', async () => {
    const created = await flow.toCode();
    flow.clock.now += 61_000;
    assert.deepEqual(await errorOf(await flow.redeem(created.code)), invalidGrant);
  });

  it('wants a registered client, at its own origin, and a form', async () => {
    const {code} = await flow.toCode();
    const stranger = {client_id: 'a stranger'};
    assert.deepEqual(await errorOf(await flow.redeem(code, stranger)), [401, 'invalid_client']);
    const elsewhere = await flow.post(
      '/auth/token',
      {grant_type: 'authorization_code', code},
      {origin: 'http://stranger.example'},
    );
    assert.deepEqual(await errorOf(elsewhere), [401, 'invalid_client']);
    const json = await fetch(`${flow.ehr}/auth/token`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({code}),
    });
    assert.deepEqual(await errorOf(json), [400, 'invalid_request']);
    const password = await flow.post('/auth/token', {grant_type: 'password'});
    assert.deepEqual(await errorOf(password), [400, 'unsupported_grant_type']);
  });

  it('waits until the EHR’s page knows what was granted: else it would refuse the first message', async () => {
    const {launch} = await (await flow.launch()).json();
    const hearing = flow.watch(launch, 'waiting');
    const decided = await flow.decide(await flow.consent(await flow.authorize({launch})));
    assert.equal((await hearing).state, 'granted');
    let redeemed = false;
    const code = new URL(decided.headers.get('location')).searchParams.get('code');
    const redeeming = flow.redeem(code).then((response) => (redeemed = response.ok));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(redeemed, false);
    const ended = flow.watch(launch, 'granted');
    assert.equal(await redeeming, true);
    await fetch(`${flow.ehr}/auth/launches/${launch}/end`, {method: 'POST', headers: flow.own});
    assert.equal((await ended).state, 'ended');
  });
});

describe('a refresh token', () => {
  it('brings new tokens with the same handle, once', async () => {
    const first = await flow.toTokens();
    const second = await (await flow.refresh(first.refresh_token)).json();
    assert.notEqual(second.access_token, first.access_token);
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.equal(second.smart_web_messaging_handle, first.messagingHandle);
    assert.equal(await statusAt(second.access_token), 200);
  });

  it('needs no client id, but a page of that client', async () => {
    const {refresh_token} = await flow.toTokens();
    const send = (origin) =>
      fetch(`${flow.ehr}/auth/token`, {
        method: 'POST',
        headers: {origin},
        body: new URLSearchParams({grant_type: 'refresh_token', refresh_token}),
      });
    assert.deepEqual(await errorOf(await send('http://stranger.example')), [401, 'invalid_client']);
    assert.equal((await send(flow.app)).status, 200);
  });

  it('that comes a second time was stolen by somebody: everything ends', async () => {
    const first = await flow.toTokens();
    const second = await (await flow.refresh(first.refresh_token)).json();
    assert.deepEqual(await errorOf(await flow.refresh(first.refresh_token)), invalidGrant);
    await assertEnded({...second, launch: first.launch});
  });

  it('brings fewer scopes when asked, and never more', async () => {
    const {refresh_token: token} = await flow.toTokens({scopes: ['launch', 'online_access', 'patient/Patient.rs']});
    const more = await flow.refresh(token, {scope: 'patient/Patient.rs patient/Observation.rs'});
    assert.deepEqual(await errorOf(more), [400, 'invalid_scope']);
    const fewer = await (await flow.refresh(token, {scope: 'launch'})).json();
    assert.equal(fewer.scope, 'launch');
    assert.equal(await statusAt(fewer.access_token), 403);
    const again = await (await flow.refresh(fewer.refresh_token)).json();
    assert.equal(await statusAt(again.access_token), 200);
  });

  it('goes on after the access token has expired', async () => {
    const first = await flow.toTokens();
    flow.clock.now += 301_000;
    assert.equal(await statusAt(first.access_token), 401);
    const second = await (await flow.refresh(first.refresh_token)).json();
    assert.equal(await statusAt(second.access_token), 200);
  });
});

describe('revocation', () => {
  for (const kind of ['access_token', 'refresh_token']) {
    it(`of the ${kind} ends all tokens and the handle`, async () => {
      const tokens = await flow.toTokens();
      const hearing = flow.watch(tokens.launch, 'granted');
      const response = await flow.post('/auth/revoke', {token: tokens[kind]});
      assert.equal(response.status, 200);
      assert.equal((await hearing).state, 'ended');
      await assertEnded(tokens);
    });
  }

  it('of a token that is not known is no error, and without a token it is one', async () => {
    assert.equal((await flow.post('/auth/revoke', {token: 'made up'})).status, 200);
    assert.deepEqual(await errorOf(await flow.post('/auth/revoke', {})), [400, 'invalid_request']);
  });

  it('by the EHR’s page ends all tokens', async () => {
    const tokens = await flow.toTokens();
    const end = () => fetch(`${flow.ehr}/auth/launches/${tokens.launch}/end`, {method: 'POST', headers: flow.own});
    assert.equal((await end()).status, 204);
    await assertEnded(tokens);
  });

  it('by the EHR’s page between code and token leaves nothing to redeem', async () => {
    const created = await flow.toCode();
    await fetch(`${flow.ehr}/auth/launches/${created.launch}/end`, {method: 'POST', headers: flow.own});
    assert.deepEqual(await errorOf(await flow.redeem(created.code)), invalidGrant);
  });
});

it('logs neither tokens nor handles nor codes', async () => {
  const written = [];
  const streams = [process.stdout, process.stderr];
  const writes = streams.map(({write}) => write);
  streams.forEach((stream, index) => {
    stream.write = (chunk, ...rest) => {
      written.push(String(chunk));
      return writes[index].call(stream, chunk, ...rest);
    };
  });
  const tokens = await flow.toTokens();
  await flow.refresh(tokens.refresh_token);
  await flow.redeem(tokens.code);
  await flow.post('/auth/revoke', {token: tokens.access_token});
  console.log('The test sees what is written.');
  streams.forEach((stream, index) => (stream.write = writes[index]));
  const text = written.join('');
  assert.ok(text.includes('The test sees what is written.'));
  const secrets = [tokens.code, tokens.access_token, tokens.refresh_token, tokens.messagingHandle, tokens.launch];
  for (const secret of secrets) assert.ok(secret && !text.includes(secret));
});
