const randomId = () => window.crypto.randomUUID();

/** An app by hand from the specification of SMART Web Messaging: shakes hands, answers the EHR's handshake, asks. */
export async function connect() {
  const query = new URLSearchParams(location.search);
  const messagingHandle = query.get('messaging_handle');
  const ehrOrigin = query.get('messaging_origin');
  const post = (message) => window.parent.postMessage(message, ehrOrigin);
  const pending = new Map();
  window.addEventListener('message', ({data, source, origin}) => {
    if (source !== window.parent || origin !== ehrOrigin) return;
    if (data?.messageType === 'status.handshake') {
      post({messageId: randomId(), responseToMessageId: data.messageId, payload: {}});
      return;
    }
    pending.get(data?.responseToMessageId)?.(data.payload);
    pending.delete(data?.responseToMessageId);
  });
  const request = (messageType, payload) =>
    new Promise((resolve) => {
      const messageId = randomId();
      pending.set(messageId, resolve);
      post({messagingHandle, messageId, messageType, payload});
    });
  await request('status.handshake', {});
  return {ask: (payload) => request('bench.echo', payload)};
}
