// A page of another origin whose script the test writes: it runs functions that the test sends, and keeps every message.
// Parameters: `kit` names a module to import as `window.kit`, `hold` keeps the `load` event back and `leave` closes the
// window after so many milliseconds.
(() => {
  const host = window.parent === window ? window.opener : window.parent;
  const AsyncFunction = (async () => {}).constructor;
  const parameters = new URLSearchParams(location.search);
  window.received = [];

  /** Resolves with the next answer to that message. To be called before the answer can come. */
  window.answerTo = (messageId) =>
    new Promise((resolve) => {
      const listener = ({data, origin}) => {
        if (data?.responseToMessageId !== messageId) return;
        window.removeEventListener('message', listener);
        resolve({data, origin});
      };
      addEventListener('message', listener);
    });

  /** What a promise was rejected with, in short. */
  window.codeOf = (error) => error.code ?? `untyped: ${error}`;

  addEventListener('message', async (event) => {
    const {remoteCall} = event.data ?? {};
    if (!remoteCall) {
      window.received.push({data: event.data, origin: event.origin});
      return;
    }
    event.stopImmediatePropagation();
    const reply = {id: remoteCall.id};
    try {
      reply.value = await new AsyncFunction('parameters', `return (${remoteCall.source})(...parameters)`)(
        remoteCall.parameters,
      );
    } catch (error) {
      reply.error = {name: error.name, message: error.message, code: error.code};
    }
    event.source.postMessage({remoteReply: reply}, event.origin);
  });

  const parsed = new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, {once: true}));
  parsed.then(async () => {
    if (parameters.has('hold')) {
      const image = document.createElement('img');
      image.src = `remote.html?delay=${parameters.get('hold')}`;
      document.body.append(image);
    }
    if (parameters.has('leave')) setTimeout(() => window.close(), Number(parameters.get('leave')));
    window.kit = parameters.has('kit') ? await import(parameters.get('kit')) : {};
    host?.postMessage({remoteReady: true}, '*');
  });
})();
