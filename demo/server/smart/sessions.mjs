import {ExpiringMap} from './expiring-map.mjs';
import {randomToken} from './random-token.mjs';

const lifetime = 12 * 3_600_000;

/**
 * Who works in the EHR, known by a cookie that no script reads. The demo signs everybody in who opens one of its pages; a
 * real EHR asks for a password there.
 *
 * `SameSite=Lax`: the cookie comes with what the EHR's own pages ask for and when somebody goes to one of them, but neither
 * with what an app's page sends nor when it takes its frame here. The name has the port: cookies of one host are shared by
 * all its ports.
 */
export class Sessions {
  #ids;
  #origin;
  #cookie;

  constructor(ehrUrl, now = Date.now) {
    const {origin, port} = new URL(ehrUrl);
    this.#origin = origin;
    this.#cookie = `ehr-session-${port}`;
    this.#ids = new ExpiringMap(lifetime, now);
  }

  /** The id of the session that a request comes with. */
  of(context) {
    return this.#ids.get(context.cookies.get(this.#cookie));
  }

  /** The same, where one of the EHR's own pages must have sent it: other ports of this host are same-site, too. */
  ofOwnPage(context) {
    return this.#isFromOwnPage(context) ? this.of(context) : undefined;
  }

  begin(context) {
    const id = randomToken();
    this.#ids.set(id, id);
    context.cookies.set(this.#cookie, id, {httpOnly: true, sameSite: 'lax', path: '/'});
  }

  #isFromOwnPage(context) {
    const origin = context.get('Origin');
    if (origin) return origin === this.#origin;
    const site = context.get('Sec-Fetch-Site');
    return ['GET', 'HEAD'].includes(context.method) ? ['', 'none', 'same-origin'].includes(site) : false;
  }
}

/** Signs in whoever opens a page. */
export const signIn = (sessions) => (context, next) => {
  if (context.method === 'GET' && context.get('Accept').includes('text/html') && !sessions.of(context)) {
    sessions.begin(context);
  }
  return next();
};
