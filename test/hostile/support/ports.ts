import {handle, plainFrame, type RawRequest} from '../../support/launches.js';
import type {Remote} from '../../support/remote.js';

/** What either side says by the port when it has done with it; with the port's name, by the window, to go over to it. */
export const portWords = 'urn:smart-web-messaging-elements:message-port';

export const portExtension = {url: portWords, valueBoolean: true};

declare global {
  interface Window {
    /** On remote pages: a port that came from an EHR, here or in somebody else's hands. */
    stolenPort: MessagePort | undefined;
    /** On remote pages: what has come by it. */
    fromPort: unknown[];
  }
}

/**
 * A hand-written app asks for the port, and goes over to it as the kit would; `enter` false: it only keeps it. Resolves
 * with the words for this port.
 */
export function takePort(
  app: Remote,
  enter = true,
  messagingHandle = handle,
  extension: object[] = [],
): Promise<string> {
  return app.run(
    async (ehr, messagingHandle, portWords, enter, extension) => {
      const heard = (matches: (event: MessageEvent<unknown>) => boolean): Promise<MessageEvent<unknown>> =>
        new Promise((resolve) => {
          const listen = (event: MessageEvent<unknown>): void => {
            if (!matches(event)) return;
            removeEventListener('message', listen);
            resolve(event);
          };
          addEventListener('message', listen);
        });
      const messageId = crypto.randomUUID();
      const answered = heard(({data}) => (data as {responseToMessageId?: string}).responseToMessageId === messageId);
      const payload = {extension: [{url: portWords, valueBoolean: true}, ...extension]};
      const host = (window.opener as Window | null) ?? parent;
      host.postMessage({messagingHandle, messageId, messageType: 'status.handshake', payload}, ehr);
      const port = (await answered).ports[0]!;
      window.stolenPort = port;
      window.fromPort = [];
      port.onmessage = ({data}: MessageEvent<unknown>) => window.fromPort.push(data);
      const words = `${portWords}#${messageId}`;
      if (!enter) return words;
      const over = heard(({data}) => data === words);
      host.postMessage(words, ehr);
      await over;
      host.postMessage(words, ehr);
      return words;
    },
    location.origin,
    messagingHandle,
    portWords,
    enter,
    extension,
  );
}

/** Passes the port on to a page of another origin beside the app, which keeps it and listens to it. */
export async function handPortOn(app: Remote, origin: string): Promise<Remote> {
  const accomplice = await plainFrame(origin);
  const taken = accomplice.run(
    () =>
      new Promise<void>((resolve) => {
        addEventListener('message', ({ports: [port]}) => {
          if (!port) return;
          window.stolenPort = port;
          window.fromPort = [];
          port.onmessage = ({data}: MessageEvent<unknown>) => window.fromPort.push(data);
          resolve();
        });
      }),
  );
  await app.run((origin) => {
    const page = (window.opener as Window | null) ?? parent;
    // The accomplice is the only frame there: those in shadow trees are not among them.
    page[0]!.postMessage('the port', origin, [window.stolenPort!]);
    window.stolenPort = undefined;
  }, origin);
  await taken;
  return accomplice;
}

/** Writes to the port. */
export const sayByPort = (holder: Remote, ...messages: unknown[]): Promise<void> =>
  holder.run((messages) => messages.forEach((message) => window.stolenPort?.postMessage(message)), messages);

/** Asks by the port; `undefined` when nobody answers for a while. */
export function askByPort(holder: Remote, message: RawRequest, patience = 300): Promise<unknown> {
  return holder.run(
    async (message, patience) => {
      window.stolenPort?.postMessage(message);
      const deadline = performance.now() + patience;
      for (;;) {
        const found = (window.fromPort as Array<{responseToMessageId?: string; payload: unknown}>).find(
          ({responseToMessageId}) => responseToMessageId === message.messageId,
        );
        if (found ?? performance.now() > deadline) return found?.payload;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    message,
    patience,
  );
}

/** What has come to the holder by the port. */
export const heardByPort = (holder: Remote): Promise<unknown[]> => holder.run(() => window.fromPort);
