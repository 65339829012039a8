import type * as client from 'sdc-smart-web-messaging-client';
import type {SmartAppFrame} from '../../../components/index.js';
import {reach} from '../../support/elements.js';
import {launch, type Launched} from '../../support/launches.js';
import {sameSite, type Remote} from '../../support/remote.js';

type Client = ReturnType<typeof client.createSmartMessagingClient>;

declare global {
  interface Window {
    /** On remote pages: the published client, and what it complained of. */
    published: {client: Client; complaints: string[]};
  }
}

export const clientModule = new URL(
  '../../../node_modules/sdc-smart-web-messaging-client/dist/index.js',
  import.meta.url,
).href;

/** Makes the published client on a remote page, as its documentation says. */
export const startClient = (app: Remote): Promise<void> =>
  app.run(() => {
    const complaints: string[] = [];
    const {createSmartMessagingClient} = window.kit as typeof client;
    window.published = {
      complaints,
      client: createSmartMessagingClient({
        application: {name: 'Renderer', version: '1.0.0'},
        capabilities: {extraction: true, focusChangeNotifications: true},
        onRequestExtract: () =>
          Promise.resolve({
            outcome: {resourceType: 'OperationOutcome', issue: []},
            extractedResources: [{resourceType: 'Observation'}],
          }),
        onError: ({message}: {message: string}) => complaints.push(message),
      }),
    };
  });

/** A frame with the published client in it, unchanged. */
export async function launchClient(frame: Partial<SmartAppFrame> = {}, origin = sameSite): Promise<Launched> {
  const launched = await launch({origin, page: {kit: clientModule}, frame: {launchMode: 'query', ...frame}});
  await startClient(launched.app);
  await reach(launched.frame, 'connected');
  return launched;
}

export const complaintsOf = (app: Remote): Promise<string[]> => app.run(() => window.published.complaints);

/** What the client has, as far as it goes by messages. */
export const stateOf = (app: Remote): Promise<ReturnType<Client['getState']>> =>
  app.run(() => JSON.parse(JSON.stringify(window.published.client.getState())) as ReturnType<Client['getState']>);
