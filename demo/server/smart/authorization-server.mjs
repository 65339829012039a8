import {AppRights} from './app-rights.mjs';
import {Authorization} from './authorization.mjs';
import {registeredClients} from './clients.mjs';
import {allowOrigins} from './cross-origin.mjs';
import {LaunchEndpoints} from './launch-endpoints.mjs';
import {Launches} from './launches.mjs';
import {Sessions, signIn} from './sessions.mjs';
import {TokenEndpoints} from './token-endpoints.mjs';
import {Tokens} from './tokens.mjs';

/**
 * The EHR's authorization server: SMART EHR launch with consent, code and PKCE, refresh and revocation. Everything is kept in
 * memory, and nothing of it is logged. `now` is the clock.
 */
export function createAuthorizationServer({ehrUrl, appUrl, fhirBase, handleFhir, now = Date.now}) {
  const ehrOrigin = new URL(ehrUrl).origin;
  const fhirUrl = `${ehrOrigin}${fhirBase}`;
  const clients = registeredClients(appUrl);
  const origins = clients.flatMap((client) => client.origins);
  const sessions = new Sessions(ehrUrl, now);
  const launches = new Launches(now);
  const tokens = new Tokens(now);
  const readPatient = async (id) => (await handleFhir({method: 'GET', url: `Patient/${id}`})).resource;
  const authorization = new Authorization({clients, fhirUrl, launches, now, readPatient, sessions, tokens});
  const endpoints = new TokenEndpoints({clients, ehrOrigin, tokens});
  const ehr = new LaunchEndpoints({clients, fhirUrl, launches, sessions});

  const discovery = (context) => {
    if (allowOrigins(context, origins)) return;
    context.set('Cache-Control', 'no-store');
    context.body = {
      authorization_endpoint: `${ehrOrigin}/auth/authorize`,
      token_endpoint: `${ehrOrigin}/auth/token`,
      token_endpoint_auth_methods_supported: ['none'],
      revocation_endpoint: `${ehrOrigin}/auth/revoke`,
      revocation_endpoint_auth_methods_supported: ['none'],
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: [...new Set(clients.flatMap(({scopes}) => scopes))],
      capabilities: [
        'launch-ehr',
        'client-public',
        'context-ehr-patient',
        'permission-patient',
        'permission-online',
        'permission-v1',
        'permission-v2',
      ],
    };
  };

  const routes = {
    [`${fhirBase}/.well-known/smart-configuration`]: {GET: discovery, OPTIONS: discovery},
    '/auth/authorize': {GET: authorization.authorize},
    '/auth/consent': {GET: authorization.consent},
    '/auth/decision': {POST: authorization.decide},
    '/auth/token': {POST: endpoints.token, OPTIONS: endpoints.token},
    '/auth/revoke': {POST: endpoints.revoke, OPTIONS: endpoints.revoke},
    '/auth/launches': {POST: ehr.create},
    '/auth/launches/:id': {GET: ehr.watch},
    '/auth/launches/:id/end': {POST: ehr.end},
  };

  const route = (context, next) => {
    const [, before, id, after] = /^(\/auth\/launches\/)([^/]+)(.*)$/.exec(context.path) ?? [];
    const methods = routes[id ? `${before}:id${after}` : context.path];
    if (!methods) return next();
    const respond = methods[context.method];
    if (respond) return respond(context, id);
    context.status = 405;
    context.set('Allow', Object.keys(methods).join(', '));
    return undefined;
  };

  return {
    signIn: signIn(sessions),
    route,
    rights: new AppRights({handleFhir, launches, origins, sessions, tokens}),
  };
}
