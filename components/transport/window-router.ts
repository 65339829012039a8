import {isRecord} from '../protocol/json.js';

/** One listener's side of a window. */
export interface Endpoint {
  receive(data: unknown, origin: string): void;
  /** A message that carries this endpoint's handle came from somebody else's window. */
  reject(data: unknown, origin: string): void;
  claims(data: unknown): boolean;
}

/**
 * All endpoints of a page share one `message` listener that finds the sender's by its window, so that a message costs
 * the same with one frame on the page as with a hundred. The listener is there only while an endpoint is.
 */
const endpointsByWindow = new Map<MessageEventSource, Endpoint[]>();
const endpointsByHandle = new Map<string, Endpoint>();

function dispatch({source, data, origin}: MessageEvent<unknown>): void {
  const endpoints = source && endpointsByWindow.get(source);
  if (endpoints) {
    const endpoint = endpoints.length > 1 ? endpoints.find((candidate) => candidate.claims(data)) : undefined;
    (endpoint ?? endpoints[0])?.receive(data, origin);
    return;
  }
  const handle = isRecord(data) && data['messagingHandle'];
  if (typeof handle === 'string') endpointsByHandle.get(handle)?.reject(data, origin);
}

export function route(
  source: Window,
  endpoint: Endpoint,
  messagingHandle: string | undefined,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  if (endpointsByWindow.size === 0) addEventListener('message', dispatch);
  endpointsByWindow.set(source, [...(endpointsByWindow.get(source) ?? []), endpoint]);
  if (messagingHandle !== undefined) endpointsByHandle.set(messagingHandle, endpoint);

  signal.addEventListener(
    'abort',
    () => {
      const others = (endpointsByWindow.get(source) ?? []).filter((other) => other !== endpoint);
      if (others.length > 0) endpointsByWindow.set(source, others);
      else endpointsByWindow.delete(source);
      if (messagingHandle !== undefined && endpointsByHandle.get(messagingHandle) === endpoint) {
        endpointsByHandle.delete(messagingHandle);
      }
      if (endpointsByWindow.size === 0) removeEventListener('message', dispatch);
    },
    {once: true},
  );
}
