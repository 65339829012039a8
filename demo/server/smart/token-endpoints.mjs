import {readForm} from '../read-body.mjs';
import {allowOrigins} from './cross-origin.mjs';
import {OAuthError} from './oauth-error.mjs';

/** How long tokens wait for the EHR's page to know what was granted: else it would refuse the app's first message. */
const patience = 2000;

/** The token endpoint (RFC 6749) and the revocation endpoint (RFC 7009), for apps that run in a browser and keep no secret. */
export class TokenEndpoints {
  #clients;
  #ehrOrigin;
  #tokens;

  constructor({clients, ehrOrigin, tokens}) {
    this.#clients = clients;
    this.#ehrOrigin = ehrOrigin;
    this.#tokens = tokens;
  }

  /** `POST /auth/token` */
  token = (context) =>
    this.#answer(context, async (form, client) => {
      const {launch, scopes, answer} = this.#grant(form, client);
      await launch.heard(patience);
      return {
        ...answer,
        scope: scopes.join(' '),
        ...(scopes.includes('launch') && {patient: launch.patient}),
        smart_web_messaging_handle: launch.messagingHandle,
        smart_web_messaging_origin: this.#ehrOrigin,
      };
    });

  /** `POST /auth/revoke` */
  revoke = (context) =>
    this.#answer(context, async (form, client) => {
      if (!form.get('token')) throw new OAuthError('invalid_request', 'token is missing.');
      this.#tokens.revoke({token: form.get('token'), client});
      return {};
    });

  #grant(form, client) {
    const grantType = form.get('grant_type');
    if (grantType === 'authorization_code') {
      return this.#tokens.redeem({
        code: form.get('code'),
        client,
        redirectUri: form.get('redirect_uri'),
        verifier: form.get('code_verifier'),
      });
    }
    if (grantType === 'refresh_token') {
      return this.#tokens.refresh({token: form.get('refresh_token'), client, scope: form.get('scope') ?? undefined});
    }
    throw new OAuthError('unsupported_grant_type', 'Use authorization_code or refresh_token.');
  }

  async #answer(context, act) {
    context.set({'Cache-Control': 'no-store', Pragma: 'no-cache'});
    if (
      allowOrigins(
        context,
        this.#clients.flatMap(({origins}) => origins),
      )
    )
      return;
    try {
      if (context.method !== 'POST') throw new OAuthError('invalid_request', 'Use POST.', 405);
      if (!context.is('application/x-www-form-urlencoded')) throw new OAuthError('invalid_request', 'Send a form.');
      const form = await readForm(context.req);
      context.body = await act(form, this.#clientOf(context, form));
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      context.status = error.status;
      context.body = {error: error.code, error_description: error.message};
    }
  }

  /** A client without a secret proves nothing by its id: when it brings a refresh token it may leave it out. */
  #clientOf(context, form) {
    const id = form.get('client_id') ?? this.#tokens.clientIdOf(form.get('refresh_token'));
    const client = this.#clients.find((registered) => registered.id === id);
    const origin = context.get('Origin');
    if (!client || (origin && !client.origins.includes(origin))) {
      throw new OAuthError('invalid_client', 'This client is not registered here, or not for this origin.', 401);
    }
    return client;
  }
}
