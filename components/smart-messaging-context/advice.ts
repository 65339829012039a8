import type {LaunchParameters} from './launch-parameters.js';

/** A context cannot connect without both launch parameters: says which is missing, and the ways to give it. */
export function missingText({messagingHandle, messagingOrigin}: Partial<LaunchParameters>): string {
  const missing = messagingHandle ? 'origin' : messagingOrigin ? 'handle' : 'handle and no origin';
  return (
    `The EHR gave the app no ${missing}. Set messaging-handle and messaging-origin, or tokenResponse, or launch the app ` +
    'with messaging_handle and messaging_origin in its query string.'
  );
}

/** What to check when nothing came from the EHR. */
export function silenceText(messagingOrigin: string): string {
  const [parent] = (location as {ancestorOrigins?: DOMStringList}).ancestorOrigins ?? [];
  return parent && parent !== messagingOrigin
    ? `Nothing came from the EHR: its page is from ${parent}, but messaging-origin is ${messagingOrigin}.`
    : `Nothing came from the EHR. Check that its page is from ${messagingOrigin}, supports SMART Web Messaging and ` +
        'allows the origin of this app.';
}
