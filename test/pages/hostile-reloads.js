// Loads itself again as often as the parameter `times` says, each time at another moment of its life, and stays then.
// With `kit` it has the element, which takes its handle and the EHR's origin from the address; without, it is written by hand.
(async () => {
  const parameters = new URLSearchParams(location.search);
  // The window's name is all that a document leaves to the next one in any browser, wherever the frame is.
  const left = Number(window.name || parameters.get('times'));
  window.name = left > 0 ? String(left - 1) : 'the last';
  const reloadAt = (moment) => {
    if (left > 0 && left % 5 === moment) location.reload();
  };
  const event = (name) => new Promise((resolve) => addEventListener(name, resolve, {once: true}));
  const say = (messageType) => {
    const message = {messagingHandle: parameters.get('messaging_handle'), messageType, payload: {}};
    window.parent.postMessage({...message, messageId: `${left} ${messageType}`}, parameters.get('messaging_origin'));
  };

  reloadAt(0);
  await event('DOMContentLoaded');
  if (parameters.has('kit')) {
    await window.customElements.whenDefined('smart-messaging-context');
    window.app = document.createElement('smart-messaging-context');
    document.body.append(window.app);
    reloadAt(1);
    const read = window.app.scratchpad.read().catch(() => undefined);
    await window.app.ready.catch(() => undefined);
    reloadAt(2);
    await read;
  } else {
    say('status.handshake');
    reloadAt(1);
    say('scratchpad.read');
    reloadAt(2);
    await new Promise((resolve) => setTimeout(resolve));
  }
  reloadAt(3);
  if (document.readyState !== 'complete') await event('load');
  reloadAt(4);
})();
