import type {Answer, Way} from '../chart-access.js';
import type {SmartClient} from './fhirclient.js';

/** The FHIR server itself, with the access token. */
export const byRest = (client: SmartClient): Way => ({
  name: 'directly from the FHIR server (REST with the access token)',
  read: (urls) =>
    Promise.all(
      urls.map((url) =>
        client
          .request(url)
          .catch((error: unknown): Answer => (error instanceof Error ? error : new Error(String(error)))),
      ),
    ),
});
