// The two ends, as an EHR's page and an app's document open them.

export const handle = 'the-handle';
export const ehrOrigin = 'https://ehr.example.org';
export const appOrigin = 'https://app.example.org';

/** Milliseconds for a handshake; more than all other times together. */
export const connectTimeout = 1e9;

const documentExtension = (valueString) => ({url: 'urn:smart-web-messaging-elements:document', valueString});
const loadingExtension = {url: 'urn:smart-web-messaging-elements:loading', valueBoolean: true};

const times = {connectTimeout, requestTimeout: Infinity};

/** `post` takes what is posted to the other window. */
function open(createKit, realm, origin, post, options) {
  const kit = createKit(realm.globals());
  const window = {postMessage: (message, _, ports = []) => post(message, ports)};
  const transport = new kit.WindowTransport(window, {origins: [origin], messagingHandle: handle});
  const channel = new kit.Channel(transport, {messagingHandle: handle, ...times, ...options});
  return {realm, window, transport, channel};
}

export const openEhr = (createKit, realm, {post, ...options}) =>
  open(createKit, realm, appOrigin, post, {messagePort: 'offer', ...options});

/** As the app's element does it: with the document's id, and a handshake at once. */
export function openApp(createKit, realm, {post, serve, document, isLoading}) {
  const handshakePayload = () => ({
    extension: [documentExtension(`document ${document}`), ...(isLoading() ? [loadingExtension] : [])],
  });
  const app = open(createKit, realm, ehrOrigin, post, {messagePort: 'accept', handshakePayload, serve});
  app.channel.connect().catch(() => undefined);
  return app;
}
