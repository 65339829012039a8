import {outcome} from '../outcome.mjs';
import {appAccess} from './app-access.mjs';
import {allowOrigins} from './cross-origin.mjs';

/** By this header the EHR's page says for which launch it passes on an app's Bundle (`fhir.http`). */
const onBehalf = 'EHR-Launch';

/** Who may do what at the FHIR server: the EHR's own pages all, apps what they were granted, nobody else anything. */
export class AppRights {
  #handle;
  #launches;
  #origins;
  #sessions;
  #tokens;

  constructor({handleFhir, launches, origins, sessions, tokens}) {
    this.#handle = handleFhir;
    this.#launches = launches;
    this.#origins = origins;
    this.#sessions = sessions;
    this.#tokens = tokens;
  }

  /** The FHIR server as far as it is open to whoever sent this request; nothing where all is answered already. */
  handlerFor(context) {
    if (allowOrigins(context, this.#origins)) return undefined;
    const [scheme, token] = context.get('Authorization').split(' ');
    if (scheme) {
      const access = scheme.toLowerCase() === 'bearer' ? this.#tokens.accessOf(token) : undefined;
      return access ? this.#forApp(access.launch, access.scopes) : refused(context, 'invalid_token');
    }
    const sessionId = this.#sessions.ofOwnPage(context);
    if (!sessionId) return refused(context);
    const launchId = context.get(onBehalf);
    if (!launchId) return this.#handle;
    const launch = this.#launches.find(launchId);
    const mayAsk = launch?.sessionId === sessionId && launch.state === 'granted';
    return mayAsk && launch.scopes.some((scope) => ['messaging/fhir', 'messaging/fhir.http'].includes(scope))
      ? this.#forApp(launch, launch.scopes)
      : async () => ({status: 403, resource: outcome('forbidden', 'This app was not granted messaging/fhir.')});
  }

  #forApp({patient}, scopes) {
    return appAccess(this.#handle, {patient, scopes});
  }
}

function refused(context, error) {
  context.set('WWW-Authenticate', error ? `Bearer error="${error}"` : 'Bearer');
  const text = error ? 'The access token is not, or no longer, valid.' : 'Send an access token, or sign in.';
  return async () => ({status: 401, resource: outcome('login', text)});
}
