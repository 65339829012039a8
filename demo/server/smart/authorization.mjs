import {readForm} from '../read-body.mjs';
import {authorizationPolicy} from '../content-security-policy.mjs';
import {ExpiringMap} from './expiring-map.mjs';
import {sendPage} from './html.mjs';
import {consentPage, problemPage, stopover} from './pages.mjs';
import {isChallenge} from './pkce.mjs';
import {randomToken} from './random-token.mjs';
import {scopeList} from './scopes.mjs';

const decisionTime = 10 * 60_000;
const longestState = 1024;
const single = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'aud',
  'launch',
  'code_challenge',
  'code_challenge_method',
];

/** The authorization endpoint, its consent page, and what becomes of the decision. */
export class Authorization {
  #clients;
  #fhirUrl;
  #launches;
  #requests;
  #sessions;
  #tokens;
  #readPatient;

  constructor({clients, fhirUrl, launches, now, readPatient, sessions, tokens}) {
    this.#clients = clients;
    this.#fhirUrl = fhirUrl;
    this.#launches = launches;
    this.#requests = new ExpiringMap(decisionTime, now);
    this.#sessions = sessions;
    this.#tokens = tokens;
    this.#readPatient = readPatient;
  }

  /** `GET /auth/authorize`: the app has sent its frame or window here. */
  authorize = (context) => {
    const query = new URLSearchParams(context.querystring);
    const client = this.#clients.find(({id}) => id === query.get('client_id'));
    const redirectUri = query.get('redirect_uri');
    if (!client) return this.#refuse(context, 'This app is not registered here.');
    if (!client.redirectUris.includes(redirectUri) || query.getAll('redirect_uri').length > 1) {
      return this.#refuse(context, `${client.name} asked to go on at an address that is not registered for it.`);
    }
    const state = query.get('state') ?? undefined;
    const launch = this.#launches.find(query.get('launch'));
    const scopes = scopeList(query.get('scope')).filter((scope) => client.scopes.includes(scope));
    const [error, description] = this.#problemOf(query, client, launch, scopes) ?? [];
    if (error) return goBack(context, redirectUri, {error, error_description: description, state});
    const id = randomToken();
    this.#requests.delete(launch.requestId); // the latest counts, and no app piles them up
    launch.requestId = id;
    this.#requests.set(id, {launch, redirectUri, state, scopes, challenge: query.get('code_challenge')});
    this.#send(context, stopover(`/auth/consent?request=${id}`));
  };

  /** `GET /auth/consent`: the page on which a person decides. */
  consent = async (context) => {
    const requestId = new URLSearchParams(context.querystring).get('request');
    const request = this.#requests.get(requestId);
    const problem = this.#notDecidable(context, request);
    if (problem) return this.#refuse(context, problem);
    const {launch, redirectUri, scopes} = request;
    const {client} = launch;
    request.proof = randomToken();
    const patient = await this.#readPatient(launch.patient);
    const {origin} = new URL(redirectUri);
    this.#send(context, consentPage({client, origin, patient, scopes, requestId, proof: request.proof}), origin);
  };

  /** `POST /auth/decision`: what the person has decided. */
  decide = async (context) => {
    const form = await readForm(context.req);
    const request = this.#requests.get(form.get('request'));
    const problem = this.#notDecidable(context, request);
    if (problem || !request.proof || form.get('proof') !== request.proof) {
      return this.#refuse(context, problem ?? 'This decision was not made on our page.');
    }
    this.#requests.delete(form.get('request'));
    const {launch, redirectUri, state, scopes, challenge} = request;
    const granted =
      form.get('decision') === 'allow' ? scopes.filter((scope) => form.getAll('scope').includes(scope)) : [];
    if (granted.length === 0) {
      launch.deny();
      return goBack(context, redirectUri, {
        error: 'access_denied',
        error_description: 'The user did not allow it.',
        state,
      });
    }
    launch.grant(granted);
    goBack(context, redirectUri, {code: this.#tokens.issueCode(launch, {redirectUri, challenge}), state});
  };

  #problemOf(query, client, launch, scopes) {
    const repeated = single.find((name) => query.getAll(name).length > 1);
    if (repeated) return ['invalid_request', `${repeated} must be there once.`];
    if (query.get('response_type') !== 'code') return ['unsupported_response_type', 'Use response_type=code.'];
    if (!query.get('state')) return ['invalid_request', 'state is missing.'];
    if (query.get('state').length > longestState) {
      return ['invalid_request', `state must not be longer than ${longestState} characters.`];
    }
    if (query.get('aud')?.replace(/\/$/, '') !== this.#fhirUrl) {
      return ['invalid_request', `aud must be the FHIR base URL, ${this.#fhirUrl}.`];
    }
    if (query.get('code_challenge_method') !== 'S256' || !isChallenge(query.get('code_challenge'))) {
      return ['invalid_request', 'A code challenge with the method S256 is required (PKCE).'];
    }
    if (launch?.client !== client) return ['invalid_request', 'launch is missing or not known here.'];
    if (launch.state !== 'waiting')
      return ['invalid_request', 'This launch was used before or has expired. Launch the app again.'];
    if (scopes.length === 0) return ['invalid_scope', `None of these scopes can be granted to ${client.name}.`];
    return undefined;
  }

  #notDecidable(context, request) {
    if (!request || request.launch.state !== 'waiting') return 'This launch was used before or has expired.';
    const isOwner = this.#sessions.ofOwnPage(context) === request.launch.sessionId;
    return isOwner ? undefined : 'You are not signed in to the chart that launched the app.';
  }

  #refuse(context, text) {
    this.#send(context, {...problemPage(text), status: 400});
  }

  #send(context, page, appOrigin) {
    sendPage(context, {...page, policy: authorizationPolicy(appOrigin)});
  }
}

function goBack(context, redirectUri, parameters) {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  context.status = 303;
  context.set({Location: url.href, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer'});
}
