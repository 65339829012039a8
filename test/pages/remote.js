// A page of another origin whose script the test writes: it runs functions that the test sends, and keeps every message.
(() => {
  const host = window.parent === window ? window.opener : window.parent;
  const AsyncFunction = (async () => {}).constructor;
  const kit = new URLSearchParams(location.search).get('kit');
  window.received = [];

  addEventListener('message', async (event) => {
    const {remoteCall} = event.data ?? {};
    if (!remoteCall) {
      window.received.push({data: event.data, origin: event.origin});
      return;
    }
    event.stopImmediatePropagation();
    const reply = {id: remoteCall.id};
    try {
      reply.value = await new AsyncFunction('parameters', `return (${remoteCall.source})(...parameters)`)(remoteCall.parameters);
    } catch (error) {
      reply.error = {name: error.name, message: error.message, code: error.code};
    }
    event.source.postMessage({remoteReply: reply}, event.origin);
  });

  const ready = kit ? import(kit) : Promise.resolve({});
  ready.then((module) => {
    window.kit = module;
    host?.postMessage({remoteReady: true}, '*');
  });
})();
