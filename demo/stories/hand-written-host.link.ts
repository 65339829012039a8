type Payload = Record<string, unknown>;

export interface RendererOptions {
  src: string;
  signal: AbortSignal;
  /** A document of the renderer has answered the handshake. */
  ready: () => void;
  /** What the renderer may ask, by message type. */
  served: Record<string, (payload: Payload) => void>;
  /** Tells of each message, both ways. */
  posted: (text: string) => void;
}

/** Asks the renderer, and resolves with the payload of its answer. */
export type Ask = (messageType: string, payload: Payload) => Promise<Payload>;

const patience = 10_000;

/** A form renderer in an iframe, as one writes it from the profile's text: no element, no library. */
export function openRenderer(place: HTMLElement, {src, signal, ready, served, posted}: RendererOptions): Ask {
  const url = new URL(src);
  const messagingHandle = crypto.randomUUID();
  url.searchParams.set('messaging_handle', messagingHandle);
  url.searchParams.set('messaging_origin', location.origin);
  const iframe = document.createElement('iframe');
  iframe.title = 'Questionnaire';
  iframe.src = url.href;

  const pending = new Map<unknown, (payload: Payload) => void>();

  const post = (message: Payload) => iframe.contentWindow?.postMessage(message, url.origin);

  const ask: Ask = (messageType, payload) =>
    new Promise((resolve, reject) => {
      const messageId = crypto.randomUUID();
      const timer = setTimeout(() => {
        pending.delete(messageId);
        reject(new Error(`The renderer has not answered ${messageType}.`));
      }, patience);
      pending.set(messageId, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      posted(`→ ${messageType}`);
      post({messagingHandle, messageId, messageType, payload});
    });

  window.addEventListener(
    'message',
    ({source, origin, data}: MessageEvent<Payload | null>) => {
      if (source !== iframe.contentWindow || origin !== url.origin || typeof data !== 'object' || !data) return;
      if (data['responseToMessageId'] !== undefined) receive(data);
      else if (data['messagingHandle'] === messagingHandle) serve(data);
    },
    {signal},
  );

  function receive({responseToMessageId, payload}: Payload): void {
    const settle = pending.get(responseToMessageId);
    pending.delete(responseToMessageId);
    settle?.(payload as Payload);
  }

  function serve({messageId, messageType, payload}: Payload): void {
    posted(`← ${String(messageType)}`);
    const handle = served[String(messageType)];
    handle?.(payload as Payload);
    const isKnown = handle ?? String(messageType).startsWith('status.');
    post({
      messageId: crypto.randomUUID(),
      responseToMessageId: messageId,
      payload: messageType === 'status.handshake' ? {} : {status: isKnown ? 'success' : 'error'},
    });
  }

  // The host begins, with each document of the renderer.
  iframe.addEventListener('load', () => {
    ask('status.handshake', {protocolVersion: '1.0', fhirVersion: 'R4'}).then(ready, () => posted('No answer.'));
  });
  place.replaceChildren(iframe);
  return ask;
}
