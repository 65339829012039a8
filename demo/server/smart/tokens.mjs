import {ExpiringMap} from './expiring-map.mjs';
import {OAuthError} from './oauth-error.mjs';
import {verifies} from './pkce.mjs';
import {randomToken} from './random-token.mjs';
import {scopeList} from './scopes.mjs';

const codeLifetime = 60_000;
const accessLifetime = 5 * 60_000;
const refreshLifetime = 12 * 3_600_000;

const invalidGrant = (text) => new OAuthError('invalid_grant', text);

/**
 * Codes, access tokens and refresh tokens of launches. A code and a refresh token are good for one use. Whoever brings one
 * that was used, or a code with what does not belong to it, may have stolen it: the launch ends, and with it all that was
 * issued for it.
 */
export class Tokens {
  #codes;
  #access;
  #refresh;
  #now;

  constructor(now = Date.now) {
    this.#now = now;
    // A code is remembered for longer than it is good, to notice when it is used again.
    this.#codes = new ExpiringMap(refreshLifetime, now);
    this.#access = new ExpiringMap(accessLifetime, now);
    this.#refresh = new ExpiringMap(refreshLifetime, now);
  }

  issueCode(launch, {redirectUri, challenge}) {
    const code = randomToken();
    this.#codes.set(code, {launch, redirectUri, challenge, used: false, until: this.#now() + codeLifetime});
    return code;
  }

  /** Tokens for a code. @throws {OAuthError} */
  redeem({code, client, redirectUri, verifier}) {
    const issued = this.#codes.get(code);
    if (!issued) throw invalidGrant('This code is not known here.');
    const {launch, challenge, used, until} = issued;
    const first = !used;
    issued.used = true;
    const problem = !first
      ? 'This code was used before.'
      : this.#now() >= until
        ? 'This code has expired.'
        : client !== launch.client || redirectUri !== issued.redirectUri
          ? 'This code belongs to another client or redirect URI.'
          : !verifies(verifier, challenge)
            ? 'The code verifier does not match the challenge.'
            : undefined;
    if (problem) {
      launch.end();
      throw invalidGrant(problem);
    }
    return this.#issue(launch, launch.scopes);
  }

  /** New tokens for a refresh token, with the same scopes or fewer. @throws {OAuthError} */
  refresh({token, client, scope}) {
    const issued = this.#refresh.get(token);
    if (!issued || issued.launch.client !== client) throw invalidGrant('This refresh token is not known here.');
    const {launch, scopes, used} = issued;
    if (used) launch.end();
    if (launch.state !== 'granted') throw invalidGrant('The access was ended. Launch the app again.');
    const asked = scope === undefined ? scopes : scopeList(scope);
    if (asked.some((word) => !scopes.includes(word))) {
      throw new OAuthError('invalid_scope', 'That is more than was granted.');
    }
    issued.used = true;
    return this.#issue(launch, asked, scopes);
  }

  /** To whom a refresh token was issued. */
  clientIdOf(refreshToken) {
    return this.#refresh.get(refreshToken)?.launch.client.id;
  }

  /** Whose access token this is: `{launch, scopes}`, or nothing. */
  accessOf(token) {
    const issued = this.#access.get(token);
    return issued?.launch.state === 'granted' ? issued : undefined;
  }

  /** Ends the launch that a token of either kind belongs to. A token that is not known needs no revoking (RFC 7009). */
  revoke({token, client}) {
    const issued = this.#access.get(token) ?? this.#refresh.get(token);
    if (issued?.launch.client === client) issued.launch.end();
  }

  #issue(launch, scopes, refreshable = scopes) {
    if (launch.state !== 'granted') throw invalidGrant('The access was ended. Launch the app again.');
    const accessToken = randomToken();
    this.#access.set(accessToken, {launch, scopes});
    const answer = {access_token: accessToken, token_type: 'Bearer', expires_in: accessLifetime / 1000};
    if (refreshable.includes('online_access')) {
      answer.refresh_token = randomToken();
      this.#refresh.set(answer.refresh_token, {launch, scopes: refreshable, used: false});
    }
    return {launch, scopes, answer};
  }
}
