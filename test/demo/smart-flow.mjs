import {createHash, randomBytes} from 'node:crypto';
import {startDemo} from '../../demo/server.mjs';

const clientId = 'dose-adjustment';

/** Parts of the SMART launch, one function for each request, against the demo's real servers; `clock.now` is theirs. */
export async function startFlow() {
  const clock = {now: Date.now()};
  const demo = await startDemo({now: () => clock.now});
  const ehr = demo.ehrUrl.slice(0, -1);
  const app = demo.appUrl.slice(0, -1);
  const redirectUri = `${app}/demo/app/smart/index.html`;

  const newSession = async () => {
    const response = await fetch(`${ehr}/demo/ehr/`, {headers: {accept: 'text/html'}});
    return response.headers.get('set-cookie').split(';')[0];
  };
  const cookie = await newSession();
  const own = {cookie, origin: ehr};

  const launch = (body = {client: clientId, patient: 'example'}, headers = own) =>
    fetch(`${ehr}/auth/launches`, {method: 'POST', headers, body: JSON.stringify(body)});

  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');

  const authorize = (changes) => {
    const parameters = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'launch online_access patient/Patient.rs patient/Observation.rs messaging/ui messaging/fhir',
      state: 'a state',
      aud: `${ehr}/fhir`,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    };
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined));
    return fetch(`${ehr}/auth/authorize?${query}`, {redirect: 'manual', headers: {accept: 'text/html'}});
  };

  /** Follows the page that leads on; what a browser sends with that comes from the EHR's own page. */
  const consent = async (authorized, headers = {cookie}) => {
    const [, address] = /href="(\/auth\/consent[^"]*)"/.exec(await authorized.text());
    return fetch(ehr + address, {headers});
  };

  const decide = async (page, {decision = 'allow', scopes, headers = own, proof} = {}) => {
    const text = await page.text();
    const field = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1];
    const offered = [...text.matchAll(/name="scope" value="([^"]*)"/g)].map(([, scope]) => scope);
    const form = new URLSearchParams({request: field('request'), proof: proof ?? field('proof'), decision});
    for (const scope of scopes ?? offered) form.append('scope', scope);
    return fetch(`${ehr}/auth/decision`, {method: 'POST', headers, body: form, redirect: 'manual'});
  };

  const post = (path, fields, headers = {origin: app}) =>
    fetch(`${ehr}${path}`, {method: 'POST', headers, body: new URLSearchParams({client_id: clientId, ...fields})});

  const redeem = (code, changes) =>
    post('/auth/token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });

  const refresh = (token, changes) =>
    post('/auth/token', {grant_type: 'refresh_token', refresh_token: token, ...changes});

  /** To a code; with `scopes` only those are ticked. */
  const toCode = async (options) => {
    const created = await (await launch()).json();
    const decided = await decide(await consent(await authorize({launch: created.launch})), options);
    return {...created, code: parametersOf(decided).get('code')};
  };

  /** To tokens. */
  const toTokens = async (options) => {
    const created = await toCode(options);
    return {...created, ...(await (await redeem(created.code)).json())};
  };

  const fhir = (path, token, options = {}) =>
    fetch(`${ehr}/fhir${path}`, {...options, headers: {authorization: `Bearer ${token}`, ...options.headers}});

  const watch = async (id, known) =>
    (await fetch(`${ehr}/auth/launches/${id}?known=${known}`, {headers: {cookie}})).json();

  return {
    ...{
      app,
      authorize,
      challenge,
      clock,
      consent,
      decide,
      ehr,
      fhir,
      launch,
      newSession,
      own,
      post,
      redeem,
      redirectUri,
    },
    ...{refresh, toCode, toTokens, verifier, watch},
    close: demo.close,
  };
}

/** The query parameters that a redirect takes to the app. */
export const parametersOf = (response) => new URL(response.headers.get('location')).searchParams;
