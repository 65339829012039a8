import type {SmartClient} from './fhirclient.js';

/** Gives the access back (RFC 7009). The EHR ends the messages with it. */
export async function giveBack({state}: SmartClient): Promise<void> {
  const {clientId, serverUrl, tokenResponse} = state;
  const response = await fetch(`${serverUrl}/.well-known/smart-configuration`);
  const {revocation_endpoint: endpoint} = (await response.json()) as {revocation_endpoint?: string};
  const {access_token: token} = tokenResponse as {access_token?: string};
  if (!endpoint || !token) throw new Error('The EHR has no way to give access back.');
  const answer = await fetch(endpoint, {method: 'POST', body: new URLSearchParams({token, client_id: clientId})});
  if (!answer.ok) throw new Error(`The EHR answered ${answer.status}.`);
}
