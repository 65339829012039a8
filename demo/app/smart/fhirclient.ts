import type {FhirResource} from 'fhir/r4.js';

/** As much as the app uses of fhirclient, which the page loads as one script. */
export interface SmartClient {
  state: {clientId: string; serverUrl: string; tokenResponse: object & {refresh_token?: string; scope?: string}};
  patient: {id: string | null};
  /** Reads by REST, with the access token, which it renews when it has expired. */
  request(url: string): Promise<FhirResource>;
}

interface AuthorizeOptions {
  clientId: string;
  scope: string;
  redirectUri: string;
  pkceMode: 'required';
  /** In a frame, too, the app goes on where it is, and does not expect its own pages around it. */
  completeInTarget: true;
}

declare global {
  const FHIR: {
    oauth2: {
      authorize(options: AuthorizeOptions): Promise<unknown>;
      ready(): Promise<SmartClient>;
    };
  };
}

export const {oauth2} = FHIR;
