import {settingProblems} from '../element/setting-problems.js';
import type {LaunchParameters} from './launch-parameters.js';

export {explain} from '../element/rejection-hint.js';

const choices = {handshake: ['required', 'optional'], 'message-port': ['auto', 'off']};

/** Values of a context's attributes and properties that mean nothing. */
export const settingAdvice = (context: HTMLElement): string[] => settingProblems(context, choices);

/** A context cannot connect without both launch parameters: says which is missing, and the ways to give it. */
export function missingText({messagingHandle, messagingOrigin}: Partial<LaunchParameters>): string {
  const missing = messagingHandle ? 'origin' : messagingOrigin ? 'handle' : 'handle and no origin';
  return (
    `The EHR gave the app no ${missing}. Set messaging-handle and messaging-origin, or tokenResponse, or launch the app ` +
    'with messaging_handle and messaging_origin in its query string.'
  );
}

/** What to check when nothing came from the EHR, whose origin is known unless there is a transport. */
export function silenceText(messagingOrigin: string | undefined): string {
  if (messagingOrigin === undefined) return 'Nothing came through the transport.';
  const [parent] = (location as {ancestorOrigins?: DOMStringList}).ancestorOrigins ?? [];
  return parent && parent !== messagingOrigin
    ? `Nothing came from the EHR: its page is from ${parent}, but messaging-origin is ${messagingOrigin}.`
    : `Nothing came from the EHR. Check that its page is from ${messagingOrigin}, supports SMART Web Messaging and ` +
        'allows the origin of this app.';
}
